/* One item at a time on a phone, all that are not answered on a wide screen. The others are one line each, with a
   button that opens them again. Nothing folds while it is being answered: only on the way on, or when another
   one is opened. */

import { gettext } from "./answer-words.js";

const WIDE = matchMedia("(min-width: 62rem)");

export class Folding {
  #items;
  #lines = new Map();
  #at = null;

  /* `until` is a signal that ends it, when the page gives way to another. */
  constructor(items, form, until) {
    this.#items = items;
    form.classList.add("folding");
    for (const item of items) {
      this.#lines.set(item, this.#line(item));
      for (const event of ["focusin", "change"]) item.box.addEventListener(event, () => (this.#at = item));
    }
    const named = items.find((item) => item.box.id && `#${item.box.id}` === decodeURIComponent(location.hash));
    // Someone may have begun to answer before this was here.
    const held = items.find((item) => item.box.contains(document.activeElement)) ?? named;
    this.#at = held ?? items.find((item) => !item.answered) ?? null;
    this.fold(held);
    WIDE.addEventListener("change", () => this.fold(this.#at), { signal: until });
    addEventListener("hashchange", () => {
      const found = items.find((item) => `#${item.box.id}` === decodeURIComponent(location.hash));
      if (found) this.open(found);
    }, { signal: until });
  }

  #line(item) {
    const line = document.createElement("div");
    line.className = "answered";
    line.hidden = true;
    line.innerHTML = '<span><b></b><span></span></span><button type="button" class="link"></button>';
    line.querySelector("b").textContent = item.title;
    line.querySelector("button").addEventListener("click", () => this.open(item));
    item.box.before(line);
    return line;
  }

  /* Fold all that need not be open: an answered one, and on a phone every one but where someone is. */
  fold(kept = null) {
    for (const item of this.#items) {
      const open = item === kept || (WIDE.matches ? !item.answered : item === this.#at);
      item.box.hidden = !open;
      this.#lines.get(item).hidden = open;
      if (!open) this.tell(item);
    }
  }

  /* Keep a folded item's line true. */
  tell(item) {
    const line = this.#lines.get(item);
    const button = line.querySelector("button");
    line.querySelector("span > span").textContent = item.said;
    button.textContent = item.begun ? gettext("Change") : gettext("Answer");
    const unseen = document.createElement("span");
    unseen.className = "unseen";
    unseen.textContent = ` ${item.title}`;
    button.append(unseen);
  }

  open(item) {
    this.#at = item;
    this.fold(item);
    item.box.focus({ preventScroll: true });
    item.box.scrollIntoView({ block: "start" });
  }

  /* Where the way on leads: the next item that is not answered, or null to leave the page. */
  get next() {
    const place = this.#items.indexOf(this.#at);
    return this.#items.slice(place + 1).find((item) => !item.answered) ?? null;
  }
}
