/* A page on which an interviewee writes: everything is kept on the device first, then on the server, and the line
   on top says which of the two has it. Without scripts the page is a plain form whose buttons save it. */

import { Outbox } from "./answer-outbox.js";
import { gettext } from "./answer-words.js";
import { early } from "./early.js";
import { icon, keptHere, notice, PHONE, unkept, unsaid } from "./notices.js";
import { Ratings } from "./written-charter.js";
import { Points } from "./written-points.js";
import { Sending } from "./written-sending.js";

const TYPING = 900; // ms without a key until what is typed is sent
const PATIENCE = 6000; // ms that the way on waits for what is pending
const chain = () => [...crypto.getRandomValues(new Uint8Array(16))].map((each) => (each % 36).toString(36)).join("");

const main = document.querySelector("main");
const form = document.querySelector("form#answers");
/* The address of the link itself, whichever of its pages this is. */
const base = location.pathname.split("/").slice(0, 3).join("/");
const outbox = new Outbox(`${base}/interview`);
const sending = new Sending(outbox, `${base}/interview/save`, told, stored);
const questions = new Map();
let ratings = null;
let points = null;
let typing = 0;
let insists = false;
let reminded = false;

/* The line that says where everything is. It is always true, and only speaks when it changes. */
const line = document.querySelector("#saved");
let shown = "";
function say(state) {
  if (!line) return;
  // Points that are not all shared out are on this device alone.
  const apart = state === "saved" && points?.unfinished;
  const words = {
    saved: apart ? gettext("The points are not saved yet") : gettext("Saved"),
    saving: gettext("Saving"),
    unsent: outbox.kept ? keptHere() : gettext("Not sent yet. Keep this page open."),
  }[state];
  const kind = apart ? "unsent" : state;
  line.hidden = false;
  if (words === shown) return;
  shown = words;
  line.innerHTML = `<span class="saved saved-${kind}">${icon(kind)}<span>${words}</span></span>`;
}

/* A text that could not be saved stays readable. */
const unsavedText = (text) => Object.assign(document.createElement("p"), { className: "kept-text", textContent: text });
const ENDS = { done: gettext("The interview is done."), gone: gettext("This link no longer leads to the interview.") };

function told(state, what) {
  if (state in ENDS) {
    const left = [...outbox.pending().values()].map((each) => outbox.entry(each).text).filter(Boolean);
    say(outbox.empty ? "saved" : "unsent");
    const words = PHONE.matches
      ? gettext("What came too late is not saved. It stays on this phone:")
      : gettext("What came too late is not saved. It stays on this device:");
    if (!outbox.empty) notice("ended", ENDS[state], words, ...left.map(unsavedText));
  } else if (state === "refused") {
    notice("refused", gettext("One answer is not saved."), what.fault, ...[what.entry?.text].filter(Boolean).map(unsavedText));
  } else {
    // Between what was told and now something may have been written.
    say(state === "saved" && !outbox.empty ? "saving" : state);
    if (state === "saved") unsaid("offline");
  }
}

/* Keep an entry, and send it now or when typing stops. */
function keep(name, entry, wait = 0) {
  outbox.put(name, entry);
  insists = false;
  say(navigator.onLine ? "saving" : "unsent");
  if (!outbox.kept) unkept();
  clearTimeout(typing);
  typing = setTimeout(() => sending.wake(), wait);
}

/* One question with its text and how it may be quoted. A chain is what is typed from one acknowledgement to the
   next: a text that builds on one whose arrival was not heard of names the same chain. */
class Question {
  constructor(box) {
    this.box = box;
    this.id = box.dataset.question;
    this.text = box.querySelector("textarea");
    this.revision = Number(box.dataset.revision);
    this.name = `text:${this.id}`;
    this.waiting = outbox.entry(outbox.pending().get(this.name) ?? "null");
    if (this.waiting) this.overlay(this.waiting);
  }

  overlay(entry) {
    if (typeof entry.text === "string" && this.text.value !== entry.text) this.text.value = entry.text;
    const radio = this.box.querySelector(`input[value="${entry.consent}"]`);
    if (radio) radio.checked = true;
  }

  get pending() {
    return outbox.entry(outbox.pending().get(this.name) ?? "null");
  }

  changed(control) {
    const now = this.pending ?? { of: this.id, from: this.revision, chain: chain() };
    const { at, ...entry } = now;
    if (control === this.text) entry.text = this.text.value;
    else entry.consent = control.value;
    this.say("");
    keep(this.name, entry, control === this.text ? TYPING : 0);
  }

  /* What the server holds now. `sent` is the text that it answers to, undefined where only the consent was sent. */
  stored(told, sent) {
    this.revision = told.revision;
    const { at, ...entry } = this.pending ?? {};
    const same = sent === undefined || told.text === readable(sent);
    if (!told.kept) this.unfit(sent);
    if (entry.of) {
      // Typed on while it was under way: what another device wrote stays before it.
      const before = !same && told.text.endsWith(readable(sent)) ? told.text.slice(0, told.text.length - readable(sent).length) : "";
      if (typeof entry.text === "string" && before) entry.text = before + entry.text;
      if (typeof entry.text === "string" && (same || before)) entry.from = told.revision;
      outbox.put(this.name, entry);
      if (before) this.show(entry.text, gettext("Another device wrote here too: both texts stay, yours below."));
    } else {
      const differs = this.text.value.trim() !== told.text && readable(this.text.value) !== told.text;
      const words = same
        ? gettext("Changed on another device.")
        : gettext("Another device wrote here too. Nothing is lost: look at what stands here now.");
      if (differs) this.show(told.text, words);
      this.overlay({ consent: told.consent });
    }
  }

  unfit(text) {
    const why = gettext("Another device wrote to this question too, and there is no room for both. Shorten yours and add it again.");
    notice("unfit", gettext("One text is not saved."), why, unsavedText(text));
  }

  show(text, words) {
    const behind = this.text.value.length - this.text.selectionEnd;
    this.text.value = text;
    if (document.activeElement === this.text) this.text.setSelectionRange(text.length - behind, text.length - behind);
    this.say(words);
  }

  say(words) {
    const box = this.box.querySelector("[data-elsewhere]");
    box.hidden = !words;
    box.textContent = words;
  }
}

/* A text as the server stores it. */
const readable = (text) => text.replace(/\r\n?/g, "\n").replace(/(?![\n\t])\p{Cc}/gu, "").trim();

function stored(told, sent) {
  for (const each of told.answers) {
    const entry = outbox.entry(sent.get(`text:${each.of}`) ?? "null");
    questions.get(each.of)?.stored(each, entry?.text);
  }
  ratings?.stored(told.ratings);
  points?.stored(told.points);
  for (const [address, done] of Object.entries(told.done ?? {})) {
    const count = document.querySelector(`[data-part="${CSS.escape(address)}"] [data-done]`);
    if (count) count.textContent = done;
  }
}

/* Leave the page once everything is on the server. Pressed again, the form itself is sent: it saves too. */
async function leave(event) {
  if (insists || sending.ended || !outbox.kept) return;
  event.preventDefault();
  if (points?.unfinished && !reminded) return remind();
  const way = event.submitter?.value;
  if (navigator.onLine && (outbox.empty || (await sending.flush(PATIENCE)))) location.assign(leads(way));
  else if (!sending.ended) {
    insists = navigator.onLine;
    cutOff();
  }
}

function remind() {
  reminded = true;
  const words = PHONE.matches
    ? gettext("They stay on this phone until all are given. Press the button again to go on and finish later.")
    : gettext("They stay on this device until all are given. Press the button again to go on and finish later.");
  notice("points", gettext("The points are not saved yet."), words);
}

/* The address that a button of the foot leads to: the part before or behind this one, or the review. */
function leads(way) {
  const all = [...document.querySelectorAll(".page-link")];
  const place = all.findIndex((each) => each.hasAttribute("aria-current"));
  if (way === "stay") return location.pathname;
  if (way === "back") return place > 0 ? all[place - 1].href : base;
  return (way === "next" && all[place + 1]?.href) || `${base}/interview/review`;
}

function cutOff() {
  const words = PHONE.matches
    ? gettext("What you wrote is kept on this phone and is sent as soon as there is one.")
    : gettext("What you wrote is kept on this device and is sent as soon as there is one.");
  const again = gettext("Press the button again to try.");
  notice("offline", gettext("There is no connection to the server."), insists ? `${words} ${again}` : words);
}

function changed(control, wait) {
  const box = control.closest("[data-question]");
  if (box) questions.get(box.dataset.question)?.changed(control);
  else if (control.closest("[data-subject]")) ratings?.changed(control);
  else if (control.dataset.points) points?.changed(wait);
}

function begin() {
  const again = early(form);
  for (const box of document.querySelectorAll("[data-question]")) questions.set(box.dataset.question, new Question(box));
  if (document.querySelector("[data-subject]")) ratings = new Ratings(form, outbox, keep);
  if (document.querySelector("[data-points]")) points = new Points(main, outbox, keep, () => say(outbox.empty ? "saved" : "saving"));
  again((control) => changed(control, 0));
  form.addEventListener("change", (event) => changed(event.target, 0));
  form.addEventListener("input", (event) => event.target.matches("textarea, [data-points]") && changed(event.target, TYPING));
  form.addEventListener("submit", leave);
  // Enter in a field of one line would press the first button of the form.
  form.addEventListener("keydown", (event) => event.key === "Enter" && event.target.matches("[data-points]") && event.preventDefault());
  addEventListener("storage", (event) => {
    const found = outbox.elsewhere(event);
    const entry = found?.text && outbox.entry(found.text);
    if (entry) questions.get(entry.of)?.overlay(entry);
    if (found) sending.wake();
  });
  // A link that cannot be followed now would lead away from what is written here.
  document.addEventListener("click", (event) => {
    if (navigator.onLine || !event.target.closest("a[href]:not([href^='#'])")) return;
    event.preventDefault();
    cutOff();
  });
  addEventListener("offline", () => !outbox.empty && say("unsent"));
  // Back may show the page as it was left; what was written since is on the server.
  addEventListener("pageshow", (event) => event.persisted && navigator.onLine && location.reload());
  addEventListener("beforeunload", (event) => {
    if (!outbox.kept && !outbox.empty && !insists) event.preventDefault();
  });
}

addEventListener("online", () => {
  unsaid("offline");
  sending.wake();
});
document.addEventListener("visibilitychange", () => sending.wake());
if (form && main.dataset.open) {
  begin();
  sending.wake();
} else if (!outbox.empty) {
  // A page without questions: what waits here is sent, and the page made again, or it stays readable.
  let leaving = false; // by a button that was pressed meanwhile
  addEventListener("beforeunload", () => (leaving = true));
  sending.wake().then(() => outbox.empty && !leaving && location.reload());
}
