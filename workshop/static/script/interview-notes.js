/* The notes of one interviewer: each field with the revision that it was typed over.

   A save that meets a newer note is joined with it by the server; what was typed since then goes on below.
   Each page has a name of its own for what waits in the outbox, so that two pages of one browser, open on the
   same interview, never take the place of each other's words. */

import { both } from "./early.js";

const SOON = 700; // after the last key
const BESIDE = matchMedia("(min-width: 62rem)"); // where the question stands beside its notes
const WHOLE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g; // halves of a letter

const letters = () => [...crypto.getRandomValues(new Uint8Array(20))].map((each) => (each % 36).toString(36)).join("");

export class Notes {
  #fields = new Map();
  #box;
  #talk;
  #timer = 0;

  constructor(talk, box) {
    [this.#talk, this.#box] = [talk, box];
    const writer = letters();
    for (const area of talk.querySelectorAll("textarea[data-note]")) {
      const name = key(area.dataset.note, writer);
      const field = { area, base: Number(area.dataset.base), clean: area.defaultValue, seconds: 0, writer, name };
      this.#fields.set(area.dataset.note, field);
      grow(area);
      area.addEventListener("input", () => this.#typed(area.dataset.note));
      area.addEventListener("focus", () => this.#here(area.dataset.note));
      area.addEventListener("change", () => box.empty || box.wake());
    }
    window.addEventListener("storage", (event) => this.#elsewhere(event));
  }

  /* Put back what this device holds and the server may not. */
  restore() {
    const early = [...this.#fields].filter(([, { area, clean }]) => area.value !== clean);
    const typed = early.map(([question, { area }]) => [question, area, area.value]);
    // Of several pages that left a note, one is gone on with; the others are sent as they are, and joined.
    const adopted = new Set();
    for (const [name, value] of this.#box.entries()) {
      if (value.kind !== "note" || adopted.has(value.question)) continue;
      adopted.add(value.question);
      this.#adopt(name, value);
    }
    // What was typed before this script was there goes below that.
    for (const [question, area, text] of typed) {
      replace(area, both(area.value, text));
      this.#typed(question);
    }
  }

  /* Seconds that went by at a question; they are sent with its next save, or alone. */
  spent(question, seconds, now = false) {
    const field = this.#fields.get(question);
    if (!field) return;
    field.seconds += seconds;
    if (now || this.#box.get(field.name)) this.#put(question);
    if (now) this.#box.wake();
  }

  /* Go to the first question on which nothing is noted yet. */
  begin() {
    const [question] = [...this.#fields].find(([, { area }]) => area.value.trim() === "") ?? [];
    if (question !== undefined) this.focus(question);
  }

  focus(question) {
    const { area } = this.#fields.get(question);
    area.focus({ preventScroll: true });
    area.closest("[data-spot]").scrollIntoView({ block: "start" });
  }

  /* A save was acknowledged: `answer` is what the server holds now. */
  arrived(value, answer, pending) {
    const field = this.#fields.get(value.question);
    if (!field) return;
    if (value.writer !== field.writer) {
      if (value.text !== undefined) this.told(value.question, answer.text, answer.revision);
      return;
    }
    field.seconds = Math.max(0, field.seconds - value.seconds);
    if (value.text === undefined) {
      if (pending) this.#put(value.question);
      return;
    }
    const sent = value.text;
    field.base = answer.revision;
    field.clean = answer.text;
    if (answer.text !== sent) this.#join(field, sent, answer.text);
    this.#base(value.question);
    this.#told(value.question);
    if (field.area.value !== field.clean || pending) this.#put(value.question);
  }

  refused(value, fault) {
    const place = this.#talk.querySelector(`[data-refused="${CSS.escape(value.question)}"]`);
    if (!place) return;
    place.hidden = false;
    place.textContent = `${fault} Not saved: ${value.text ?? ""}`;
  }

  /* What the server holds of one's own note, told by the way: taken over where nothing was typed here since. */
  told(question, text, revision) {
    const field = this.#fields.get(question);
    if (!field || revision <= field.base || this.#box.get(field.name) || field.area.value !== field.clean) return;
    [field.base, field.clean] = [revision, text];
    replace(field.area, text);
    this.#base(question);
    this.#told(question);
  }

  #typed(question) {
    this.#put(question);
    this.#told(question);
    grow(this.#fields.get(question).area);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#box.wake(), SOON);
  }

  #put(question) {
    const field = this.#fields.get(question);
    const text = field.area.value.replace(WHOLE, "");
    const body = { kind: "note", question, base: field.base, seconds: Math.floor(field.seconds), writer: field.writer };
    if (text !== field.clean) this.#box.put(field.name, { ...body, text });
    else if (body.seconds || this.#box.get(field.name)) this.#box.put(field.name, body);
  }

  /* Another page wrote under our text: what it says comes before what was typed here since. */
  #join(field, sent, text) {
    const area = field.area;
    if (area.value === sent) replace(area, text);
    else if (text.endsWith(sent)) replace(area, text.slice(0, text.length - sent.length) + area.value);
    else if (!area.value.includes(text)) replace(area, `${text}\n\n${area.value}`);
  }

  #adopt(name, value) {
    const field = this.#fields.get(value.question);
    if (!field) return;
    field.name = name;
    field.writer = value.writer;
    field.seconds = value.seconds;
    if (value.text === undefined) return;
    // Where the page shows a newer note than this was typed over, the server joins them.
    field.base = value.base;
    replace(field.area, value.text);
    this.#told(value.question);
  }

  /* The same interview is open on another page of this browser, and something was typed there: it is shown where
     nothing was typed here since. A page that took over our name leaves us to go on under another one. */
  #elsewhere(event) {
    if (!event.key?.startsWith(this.#box.prefix) || !event.newValue) return;
    const name = event.key.slice(this.#box.prefix.length);
    const value = this.#box.get(name);
    const field = value?.kind === "note" && this.#fields.get(value.question);
    if (!field || value.text === undefined) return;
    const taken = name === field.name;
    if (taken) {
      field.writer = letters();
      field.name = key(value.question, field.writer);
    }
    const idle = taken ? value.text.startsWith(field.area.value) : field.area.value === field.clean && !this.#box.get(field.name);
    if (!idle) {
      if (taken) this.#put(value.question);
      return;
    }
    [field.base, field.clean] = [value.base, value.text];
    replace(field.area, value.text);
    this.#told(value.question);
  }

  #base(question) {
    const hidden = this.#talk.querySelector(`[data-base-of="${CSS.escape(question)}"]`);
    if (hidden) hidden.value = this.#fields.get(question).base;
  }

  /* The list of questions, and which one is next. */
  #told(question) {
    const said = this.#fields.get(question).area.value.trim() !== "";
    const state = this.#talk.querySelector(`[data-state-of="${CSS.escape(question)}"]`);
    const noted = said || (state && "besides" in state.dataset);
    if (state && (state.textContent === "noted") !== noted) state.textContent = noted ? "noted" : "open";
    const all = [...this.#talk.querySelectorAll("[data-state-of]")];
    this.#talk.querySelector("[data-noted]").textContent = all.filter((each) => each.textContent === "noted").length;
  }

  /* The question that is talked about now, and the first one after it that is still open. */
  #here(question) {
    const all = [...this.#talk.querySelectorAll("[data-state-of]")];
    const at = all.findIndex((each) => each.dataset.stateOf === question);
    const open = (each) => each.textContent !== "noted" && each.dataset.stateOf !== question;
    const next = all.slice(at + 1).find(open) ?? all.find(open);
    for (const each of all) {
      if (each.textContent !== "noted") each.textContent = each === next ? "next" : each === all[at] ? "now" : "open";
    }
    for (const spot of this.#talk.querySelectorAll("[data-spot]")) {
      spot.classList.toggle("is-here", spot.dataset.spot === question);
      spot.classList.toggle("is-next", Boolean(next) && spot.dataset.spot === next.dataset.stateOf);
    }
    this.#unfold(question);
  }

  /* What to probe and to listen for opens beside the notes, once; whoever closes it has seen it. */
  #unfold(question) {
    if (!BESIDE.matches || "done" in this.#talk.dataset) return;
    for (const hints of this.#fields.get(question).area.closest("[data-spot]").querySelectorAll("[data-hints]")) {
      if (!("seen" in hints.dataset)) hints.open = true;
      hints.dataset.seen = "";
    }
  }
}

const key = (question, writer) => `note:${question}:${writer}`;

/* Change a field under whoever types in it: the caret stays where it was, counted from the end. */
function replace(area, text) {
  if (area.value === text) return;
  const after = area.value.length - area.selectionEnd;
  area.value = text;
  if (document.activeElement === area) area.setSelectionRange(text.length - after, text.length - after);
  grow(area);
}

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 4}px`;
}
