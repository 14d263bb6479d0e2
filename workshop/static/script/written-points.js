/* 100 points among the priorities: counted while they are given, and saved when all are, or none. What is not
   complete stays on this device. */

import { gettext, ngettext } from "./answer-words.js";

export class Points {
  #whole;
  #fields;
  #total;
  #outbox;
  #keep;
  #said;

  constructor(main, outbox, keep, said) {
    this.#whole = Number(main.dataset.whole);
    this.#fields = [...main.querySelectorAll("[data-points]")];
    this.#total = main.querySelector("[data-total]");
    [this.#outbox, this.#keep, this.#said] = [outbox, keep, said];
    const kept = outbox.entry(outbox.pending().get("points") ?? "null")?.points ?? this.#draft();
    if (kept && !main.querySelector(".is-bad")) this.#show(kept);
    this.#tell();
  }

  get unfinished() {
    const sum = this.#sum();
    return sum !== 0 && sum !== this.#whole;
  }

  changed(wait) {
    const given = this.#given();
    if (this.unfinished) {
      this.#draft(given);
      this.#tell();
      return this.#said();
    }
    this.#draft(null);
    this.#tell();
    this.#keep("points", { points: given ?? [] }, wait);
  }

  stored(points) {
    if (points && !this.#outbox.has("points") && !this.unfinished) this.#show(points);
  }

  #given() {
    const found = this.#fields.filter((each) => each.value.trim() !== "");
    return found.map((each) => ({ of: Number(each.dataset.points), points: this.#number(each) }));
  }

  #number(field) {
    return /^\s*\d{1,3}\s*$/.test(field.value) ? Number(field.value) : NaN;
  }

  /* Their sum; not a number where a field holds something else. */
  #sum() {
    return this.#given().reduce((sum, each) => sum + (each.points <= this.#whole ? each.points : NaN), 0);
  }

  #show(points) {
    const by = new Map(points.map((each) => [String(each.of), each.points]));
    for (const each of this.#fields) {
      const value = by.get(each.dataset.points);
      const now = value === undefined || value === null ? "" : String(value);
      if (document.activeElement !== each && each.value !== now) each.value = now;
    }
  }

  #tell() {
    const sum = this.#sum();
    const left = this.#whole - sum;
    let words = gettext("%(sum)s of %(whole)s points are given.", { sum, whole: this.#whole });
    if (Number.isNaN(sum)) words = gettext("Give whole numbers from 0 to %(whole)s.", { whole: this.#whole });
    else if (sum && left) words += ` ${this.#astray(left)}`;
    if (this.#total.textContent !== words) this.#total.textContent = words;
    this.#total.classList.toggle("is-off", this.unfinished);
  }

  #astray(left) {
    return left > 0
      ? ngettext("%(num)s is left: give it too, or empty every field.", "%(num)s are left: give them too, or empty every field.", left)
      : ngettext("%(num)s is too many: take it back somewhere.", "%(num)s are too many: take them back somewhere.", -left);
  }

  /* What is not shared out yet, kept on this device; null forgets it, nothing reads it. */
  #draft(points) {
    const key = `${this.#outbox.name}/points`;
    try {
      if (points === undefined) return JSON.parse(localStorage.getItem(key) ?? "null");
      if (points === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(points));
    } catch {}
    return null;
  }
}
