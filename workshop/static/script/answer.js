/* A page of a questionnaire that saves each answer when it is given. The answer goes into an outbox on the device
   first, then to the server; the line on top says which of the two has it. Without scripts, or where this one
   fails, the page is a plain form whose buttons save it. */

import { Folding } from "./answer-folding.js";
import { inWords, Item, sayFull } from "./answer-form.js";
import { Outbox } from "./answer-outbox.js";
import { parts, Sending } from "./answer-sending.js";
import { gettext, ngettext } from "./answer-words.js";
import { early } from "./early.js";
import { icon, keptHere, notice, PHONE, unkept, unsaid } from "./notices.js";

const TYPING = 900; // ms without a key until what is typed is sent
const PATIENCE = 6000; // ms that the way on waits for what is pending

/* What of the page is looked at again and again. The way on may bring another page in place of this one. */
let main, form, line, shown, items, picks, go, leaves, here, gone;
function take() {
  main = document.querySelector("main");
  form = document.querySelector("form#answers");
  line = document.querySelector("#saved");
  shown = line?.textContent.trim() ?? "";
  items = new Map([...document.querySelectorAll(".cap[data-cap]")].map((box) => [box.dataset.cap, new Item(box)]));
  picks = [...document.querySelectorAll("input[name=pick]")];
  go = document.querySelector(".foot-next[name=go]");
  leaves = go?.textContent;
  here = location.pathname;
  gone?.abort();
  gone = new AbortController();
  was.clear();
}

/* The line that says where the answers are. It is always true, and only speaks when it changes. Without this
   script it stays hidden: it would know nothing. */
function say(state) {
  const words = {
    saved: gettext("Saved"),
    saving: gettext("Saving"),
    unsent: outbox.kept ? keptHere() : gettext("Not sent yet. Keep this page open."),
  }[state];
  if (!line) return;
  line.hidden = false;
  if (words === shown) return;
  shown = words;
  line.innerHTML = `<span class="saved saved-${state}">${icon(state)}<span>${words}</span></span>`;
}

function listed(texts) {
  const list = Object.assign(document.createElement("ul"), { className: "unsent-list" });
  list.append(...texts.map((each) => Object.assign(document.createElement("li"), { textContent: each })));
  return list;
}

const ENDS = {
  closed: gettext("The questionnaire is closed."),
  sealed: gettext("The questionnaire is closed."),
  waiting: gettext("The questionnaire is not open yet."),
  gone: gettext("This link no longer leads to the questionnaire."),
};

/* What this device could not send stays readable, to be told by mail or by word. */
function unsent(head) {
  const left = [...outbox.pending()].map(([name, text]) => inWords(...parts(name), outbox.entry(text)));
  if (!left.length) return;
  const words = PHONE.matches
    ? gettext("These answers arrived too late and are not saved. They stay on this phone:")
    : gettext("These answers arrived too late and are not saved. They stay on this device:");
  notice("ended", head, words, listed(left));
}

const outbox = new Outbox(base());
const sending = new Sending(outbox, `${base()}/save`, told, stored);
const was = new Map();
let folding = null;
let typing = 0;
let insists = false;

/* The address of the link itself, whichever of its pages this is. */
function base() {
  return location.pathname.split("/").slice(0, 3).join("/");
}

function told(state, what) {
  if (state in ENDS) {
    say(outbox.empty ? "saved" : "unsent");
    unsent(ENDS[state]);
  } else if (state === "refused") {
    notice("refused", gettext("One answer could not be saved."), gettext("Load this page again."), listed([inWords(...parts(what.name), what.entry)]));
  } else {
    // Between what was told and now something may have been answered.
    say(state === "saved" && !outbox.empty ? "saving" : state);
    if (state === "saved") ["offline", "ended"].forEach(unsaid);
  }
}

/* Keep entries, and send them now or when typing stops. */
function keep(made, wait = 0) {
  for (const [name, entry] of Object.entries(made)) outbox.put(name, entry);
  insists = false;
  say(navigator.onLine ? "saving" : "unsent");
  if (!outbox.kept) unkept();
  clearTimeout(typing);
  typing = setTimeout(() => sending.retry(), wait);
}

/* What the server holds now: where another device answered later, its answer is shown, and said. */
function stored(told, sent) {
  for (const { of, q, code } of told.items) {
    const item = items.get(of);
    if (!item || outbox.has(`${of}.${q}`) || item.code(q) === code) continue;
    item.show(q, code);
    elsewhere(item);
  }
  for (const [question, list] of [["reason", told.reasons], ["comment", told.comments]]) {
    for (const { of, text } of list ?? []) {
      const item = items.get(of);
      const control = item?.control(question === "reason" ? "why" : question);
      if (question === "comment" && outbox.has(`${of}.comment`)) typedOn(of, text, sent.get(`${of}.comment`));
      else if (question === "comment") was.set(of, text);
      if (!control || outbox.has(`${of}.${question}`)) continue;
      if (control.value.trim() !== text.trim()) {
        item.showText(question, text);
        elsewhere(item);
      }
    }
  }
  if (told.picks && picks.length && !outbox.has("picks")) choose(told.picks);
  progress(told.done ?? {});
  const left = document.querySelector("[data-left]");
  if (left && "minutes" in told) {
    left.textContent = told.minutes ? ngettext("about %(num)s minute left", "about %(num)s minutes left", told.minutes) : "";
  }
  items.forEach(refresh);
}

/* A comment says which text it was changed from. What was typed while one was on its way goes on from that one, and
   what another device wrote stays before both. Where neither fits, the server joins them. */
function typedOn(of, text, went) {
  const name = `${of}.comment`;
  const [entry, own] = [outbox.get(name), went && outbox.entry(went).text];
  if (!entry || !own || !text.endsWith(own)) return;
  const before = text.slice(0, text.length - own.length);
  const [item, whole] = [items.get(of), before + entry.text];
  was.set(of, text);
  outbox.put(name, { ...entry, text: whole, was: text, went: [] });
  if (!before || !item) return;
  item.showText("comment", before + item.control("comment").value);
  elsewhere(item);
}

function elsewhere(item) {
  const words = item.box.querySelector("[data-elsewhere]");
  if (!words) return;
  words.hidden = false;
  words.textContent = gettext("Changed on another device.");
}

function refresh(item) {
  item.refresh();
  folding?.tell(item);
}

/* How far each part is, in the strip, and this one at its head. */
function progress(done) {
  for (const part of document.querySelectorAll(".part[data-part]")) {
    if (part.dataset.part in done) part.dataset.done = done[part.dataset.part];
    const [now, all] = [Number(part.dataset.done), Number(part.dataset.asked)];
    part.querySelector(".part-fill")?.setAttribute("width", `${all ? Math.round((100 * now) / all) : 0}%`);
    const said = part.querySelector("[data-said]");
    if (said) said.textContent = `, ${answeredOf(now, all)}`;
  }
}

const answeredOf = (done, size) => gettext("%(done)s of %(size)s answered", { done, size });

function count() {
  const all = [...items.values()];
  const answered = all.filter((item) => item.answered).length;
  const head = document.querySelector("[data-count]");
  if (all.length && head) head.textContent = answeredOf(answered, all.length);
  const here = document.querySelector(".part[aria-current]");
  if (all.length && here) progress({ [here.dataset.part]: answered });
  way();
}

/* The button at the foot names where it leads. */
function way() {
  if (!go || !folding) return;
  const next = folding.next;
  const [name, rest] = next ? [next.short ? gettext("Next: %(page)s", { page: next.short }) : gettext("Next"), `${next.short ? " " : ": "}${next.more}`] : [leaves, ""];
  // While the button is being pressed nothing below the pointer may be replaced: the press would be lost.
  if (go.textContent === name + rest) return;
  go.textContent = name;
  if (!rest) return;
  const more = Object.assign(document.createElement("span"), { className: "foot-more", textContent: rest });
  go.append(more);
}

function choose(chosen) {
  for (const each of picks) each.checked = chosen.includes(each.value);
  limit();
}

/* No more than the number asked for: the others wait until one is taken back. */
function limit() {
  const most = Number(main.dataset.most) || Infinity;
  const chosen = picks.filter((each) => each.checked).length;
  for (const each of picks) each.disabled = !each.checked && chosen >= most;
  const head = document.querySelector("[data-count]");
  if (picks.length && head) head.textContent = gettext("%(done)s of %(size)s chosen", { done: chosen, size: most });
}

function changed(control, wait) {
  if (control.name === "pick") {
    limit();
    return keep({ picks: { picks: picks.filter((each) => each.checked).map((each) => each.value) } }, wait);
  }
  const item = items.get(control.closest(".cap")?.dataset.cap);
  if (!item) return;
  const made = item.changed(control);
  const comment = made[`${item.id}.comment`];
  if (comment) Object.assign(comment, { was: was.get(item.id), went: outbox.get(`${item.id}.comment`)?.went });
  const words = item.box.querySelector("[data-elsewhere]");
  if (words) words.hidden = true;
  keep(made, wait);
  refresh(item);
  count();
}

/* Show what is pending on this device over what the server knew when it made the page. */
function overlay(name, text) {
  const entry = text && outbox.entry(text);
  if (!entry) return;
  const [of, question] = parts(name);
  if (name === "picks") return choose(entry.picks);
  const item = items.get(of);
  if (!item) return;
  if ("code" in entry) item.show(question, entry.code);
  else item.showText(question, entry.text);
  if (question === "comment") was.set(of, entry.was);
}

/* Leave the page once everything is on the server. Pressed again, the form itself is sent: it saves too. */
async function leave(event) {
  if (insists || sending.ended || !outbox.kept) return;
  event.preventDefault();
  const [way, from] = [event.submitter?.value, here];
  if (navigator.onLine) {
    const wanted = part(way)?.dataset.part ?? "";
    const { all, page } = outbox.empty ? { all: true } : await sending.leave(PATIENCE, wanted);
    if (here !== from) return; // pressed twice
    if (all) return page ? show(page, leads(way)) : location.assign(leads(way));
  }
  if (!sending.ended) {
    insists = navigator.onLine;
    cutOff();
  }
}

/* Put a page in place of this one that came with the answer to what was sent. */
function show(page, address) {
  const next = new DOMParser().parseFromString(page, "text/html");
  if (!next.querySelector("main[data-open]")) return location.assign(address);
  history.pushState(null, "", address);
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  take();
  begin();
  sending.wake();
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

/* The part before or behind this one. */
function part(way) {
  const all = [...document.querySelectorAll(".part")];
  const place = all.findIndex((each) => each.hasAttribute("aria-current"));
  return { next: all[place + 1], back: all[place - 1] }[way];
}

/* The address that a button of the foot leads to: the part before or behind this one, or the review. */
function leads(way) {
  if (way === "stay") return location.pathname;
  return part(way)?.href ?? (way === "back" ? base() : `${base()}/review`);
}

function cutOff() {
  sayCutOff();
  // Whoever pressed a button further down sees why nothing happens.
  document.querySelector('[data-notice="offline"]').scrollIntoView({ block: "center" });
}

function sayCutOff() {
  const head = gettext("There is no connection to the server.");
  if (outbox.empty) return notice("offline", head, gettext("Nothing is lost. Try again as soon as there is one."));
  if (!outbox.kept) return notice("offline", head, gettext("Keep this page open until there is one: your last answers are only here."));
  const words = PHONE.matches
    ? gettext("Your answers are kept on this phone and are sent as soon as there is one.")
    : gettext("Your answers are kept on this device and are sent as soon as there is one.");
  const again = gettext("Press the button again to try.");
  notice("offline", head, insists ? `${words} ${again}` : words);
}

function begin() {
  for (const item of items.values()) {
    const comment = item.control("comment");
    if (comment) was.set(item.id, comment.defaultValue);
  }
  const again = early(form);
  for (const [name, text] of outbox.pending()) overlay(name, text);
  again((control) => changed(control, 0));
  items.forEach((item) => item.refresh());
  form.querySelectorAll("[data-most]").forEach((each) => (each.maxLength = each.dataset.most));
  folding = items.size ? new Folding([...items.values()], form, gone.signal) : null;
  limit();
  count();
  form.addEventListener("change", (event) => changed(event.target, 0));
  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea, input:not([type=radio], [type=checkbox])")) return;
    sayFull(event.target);
    changed(event.target, TYPING);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=clear]");
    const item = button && items.get(button.value);
    if (!item) return;
    event.preventDefault();
    keep(item.clear());
    refresh(item);
    count();
  });
  go?.addEventListener("click", (event) => {
    const next = folding?.next;
    if (!next) return;
    event.preventDefault();
    folding.open(next);
    count();
  });
  form.addEventListener("submit", leave);
  // Enter in a field of one line would press the first button of the form.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=radio], [type=checkbox])")) event.preventDefault();
  });
  form.addEventListener("focusin", way);
}

/* What concerns all pages that come in place of the first one. */
function listen() {
  addEventListener("storage", (event) => {
    const found = outbox.elsewhere(event);
    if (!found) return;
    if (found.text) overlay(found.name, found.text);
    items.forEach(refresh);
    count();
    sending.wake();
  });
  addEventListener("online", () => sending.wake());
  addEventListener("offline", () => !outbox.empty && say("unsent"));
  document.addEventListener("visibilitychange", () => sending.wake());
  // Back and Forward lead to a page that is to be made again; an address within this one is none.
  addEventListener("popstate", () => {
    if (location.pathname === here) return;
    if (navigator.onLine) return location.reload();
    history.pushState(null, "", here);
    cutOff();
  });
  // Back may show the page as it was left; what was answered since is on the server.
  addEventListener("pageshow", (event) => event.persisted && navigator.onLine && location.reload());
  addEventListener("beforeunload", (event) => {
    if (!outbox.kept && !outbox.empty && !insists) event.preventDefault();
  });
}

/* A link that cannot be followed now, or a form that cannot be sent, would lead away to where nothing is. */
function stay() {
  const led = (event) => event.type === "submit" || event.target.closest("a[href]:not([href^='#'])");
  for (const kind of ["click", "submit"]) {
    document.addEventListener(kind, (event) => {
      if (navigator.onLine || event.defaultPrevented || !led(event)) return;
      event.preventDefault();
      cutOff();
    });
  }
  addEventListener("online", () => unsaid("offline"));
}

take();
stay();
if (form && main.dataset.open) {
  begin();
  listen();
  sending.wake();
} else if (!outbox.empty) {
  // A page without questions: what waits here is sent, and the page made again, or it stays readable.
  let leaving = false; // by a button that was pressed meanwhile
  addEventListener("beforeunload", () => (leaving = true));
  sending.wake().then(() => outbox.empty && !leaving && location.reload());
}
