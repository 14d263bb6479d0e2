/* The items on a page: what each of them says now, and how it comes to say something else. */

import { gettext } from "./answer-words.js";

const LEVELS = ["current", "target"];
const INSTEAD = { na: 6, dk: 7 };
const WORDS = { 6: gettext("not applicable"), 7: gettext("don’t know") };
const SAYS = {
  current: gettext("today"),
  target: gettext("wanted"),
  importance: gettext("importance"),
  reason: gettext("reason"),
  comment: gettext("comment"),
};

export class Item {
  constructor(box) {
    this.box = box;
    this.id = box.dataset.cap;
    this.form = box.closest("form");
    // Parts of the charter have a name, and no letter that anyone would know.
    [this.short, this.more] = [this.id.includes(":") ? "" : this.id, box.dataset.name];
    this.title = `${this.short} ${this.more}`.trim();
    const named = (question) => this.#controls(`${question}-${this.id}`);
    this.questions = [...LEVELS, "importance"].filter((question) => named(question).length);
    this.levels = LEVELS.filter((question) => named(question).length);
  }

  #controls(name) {
    return [...this.box.querySelectorAll("input, textarea")].filter((each) => each.name === name);
  }

  control(question) {
    return this.#controls(`${question}-${this.id}`)[0];
  }

  /* The code of a question: 0 for no answer, 1 to 5, 6 not applicable, 7 don't know. */
  code(question) {
    if (LEVELS.includes(question) && this.instead) return INSTEAD[this.instead];
    return Number(this.#controls(`${question}-${this.id}`).find((each) => each.checked)?.value ?? 0);
  }

  get instead() {
    return this.#controls(`instead-${this.id}`).find((each) => each.checked)?.value ?? "";
  }

  set instead(chosen) {
    for (const each of this.#controls(`instead-${this.id}`)) each.checked = each.value === chosen;
  }

  /* Show a code, as it is stored. */
  show(question, code) {
    const instead = Object.keys(INSTEAD).find((each) => INSTEAD[each] === code) ?? "";
    if (LEVELS.includes(question)) this.instead = instead;
    for (const each of this.#controls(`${question}-${this.id}`)) each.checked = Number(each.value) === code;
  }

  showText(question, text) {
    const control = this.control(question === "reason" ? "why" : question);
    if (!control) return;
    // The caret stays where it was, counted from the end.
    const end = text.length - (control.value.length - control.selectionEnd);
    control.value = text;
    if (document.activeElement === control) control.setSelectionRange(end, end);
    if (text) control.closest("details")?.setAttribute("open", "");
  }

  get answered() {
    return Boolean(this.instead) || this.questions.every((question) => this.code(question));
  }

  get begun() {
    return this.questions.some((question) => this.code(question));
  }

  /* The answer in words: "Today 2, wanted 4". */
  get said() {
    const given = this.questions.filter((question) => this.code(question) && !(this.instead && LEVELS.includes(question)));
    const words = given.map((question) => `${SAYS[question]} ${this.code(question)}`);
    if (this.instead) words.unshift(WORDS[INSTEAD[this.instead]]);
    const open = this.questions.filter((question) => !this.code(question));
    if (words.length && open.length && !this.answered) words.push(stillOpen(open.map((question) => SAYS[question])));
    const text = words.join(", ") || gettext("not answered yet");
    return text[0].toUpperCase() + text.slice(1);
  }

  /* Whether less is wanted than there is today, which may be meant. */
  get below() {
    const [today, wanted] = LEVELS.map((question) => this.code(question));
    return !this.instead && today > 0 && wanted > 0 && wanted < today;
  }

  refresh() {
    const doubt = this.box.querySelector("[data-below]");
    if (doubt) doubt.hidden = !this.below;
  }

  /* Read what one control was changed to, and return the entries that this makes: name to answer. */
  changed(control) {
    const question = control.name.slice(0, control.name.indexOf("-"));
    const made = {};
    const put = (name, code) => {
      made[`${this.id}.${name}`] = { code };
    };
    if (question === "instead") {
      for (const each of this.levels) {
        this.#controls(`${each}-${this.id}`).forEach((radio) => (radio.checked = false));
        put(each, INSTEAD[control.value]);
      }
    } else if (question === "why" || question === "comment") {
      const name = question === "why" ? "reason" : "comment";
      made[`${this.id}.${name}`] = { text: control.value.trim() };
    } else {
      // A level takes "not applicable" and "don't know" back, for the other question too.
      if (LEVELS.includes(question) && this.instead) {
        this.instead = "";
        for (const each of this.levels) put(each, 0);
        Object.assign(made, this.#withoutReason());
      }
      put(question, Number(control.value));
    }
    return made;
  }

  /* Take every answer of this item back; a comment stays. */
  clear() {
    const made = this.#withoutReason();
    this.instead = "";
    for (const question of this.questions) {
      this.show(question, 0);
      made[`${this.id}.${question}`] = { code: 0 };
    }
    return made;
  }

  #withoutReason() {
    const why = this.control("why");
    if (!why?.value) return {};
    why.value = "";
    return { [`${this.id}.reason`]: { text: "" } };
  }
}

/* Say that a field is full, for what is pasted beyond that is left out. */
export function sayFull(control) {
  const most = control.maxLength;
  const full = most > 0 && control.value.length >= most;
  const said = control.parentElement.querySelector("[data-full]");
  if (!full) said?.remove();
  else if (!said) {
    const words = gettext("This field is full: it takes %(most)s characters, and what is beyond them is left out.", { most });
    control.after(Object.assign(document.createElement("p"), { className: "said", role: "alert", textContent: words }));
    control.nextElementSibling.dataset.full = "";
  }
}

/* One or two questions, or all three. */
function stillOpen([one, other, last]) {
  if (!other) return gettext("%(question)s still open", { question: one });
  if (!last) return gettext("%(one)s and %(other)s still open", { one, other });
  return gettext("%(one)s and %(other)s and %(last)s still open", { one, other, last });
}

/* An entry in words, for whoever has to read it elsewhere: "C3, today: 2". */
export function inWords(of, question, entry) {
  const none = gettext("none");
  if (entry.picks) return gettext("What matters most: %(picks)s", { picks: entry.picks.join(", ") || none });
  const said = "code" in entry ? WORDS[entry.code] ?? (entry.code || gettext("taken back")) : entry.text || gettext("taken back");
  return `${of.replace(/^charter:(\w+:)?/, "")}, ${SAYS[question] ?? question}: ${said}`;
}
