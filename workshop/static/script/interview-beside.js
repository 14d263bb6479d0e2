/* What the other interviewers note and the interviewee writes, asked for while the page is in front. */

const EVERY = 8000;
const SLOWEST = 60000;

export class Beside {
  #talk;
  #notes;
  #seen = "";
  #pause = EVERY;
  #timer = 0;

  constructor(talk, notes) {
    [this.#talk, this.#notes] = [talk, notes];
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#ask());
  }

  start() {
    this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), this.#pause * (0.8 + Math.random() * 0.4));
  }

  async #ask() {
    clearTimeout(this.#timer);
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(`${this.#talk.dataset.poll}?seen=${this.#seen}`, { cache: "no-store", redirect: "error" });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      if (answer.status !== 204) this.#show(await answer.json());
      this.#pause = EVERY;
    } catch {
      this.#pause = Math.min(this.#pause * 2, SLOWEST);
    }
    this.#later();
  }

  #show({ version, notes }) {
    this.#seen = version;
    for (const note of notes) if (note.mine) this.#notes.told(note.question, note.text, note.revision);
    for (const place of this.#talk.querySelectorAll("[data-beside]")) {
      const there = notes.filter((each) => !each.mine && each.question === place.dataset.beside && each.text.trim());
      for (const note of there) this.#one(place, note);
    }
  }

  /* Change what stands there in its place: a passage that is being marked below it stays as it is. */
  #one(place, { interviewer, name, text }) {
    let figure = place.querySelector(`.talk-other[data-by="${interviewer}"]`);
    if (!figure) {
      figure = document.createElement("figure");
      figure.className = "talk-other";
      figure.dataset.by = interviewer;
      const caption = document.createElement("figcaption");
      const who = document.createElement("bdi");
      who.textContent = name;
      caption.append("Notes of ", who);
      const words = document.createElement("p");
      words.dir = "auto";
      figure.append(caption, words);
      place.append(figure);
    }
    const words = figure.querySelector("p");
    if (words.textContent !== text) words.textContent = text;
  }
}
