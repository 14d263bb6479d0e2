/* The time that goes by at each question: while the page is in front and the notes on it have the focus.
   The clock above tells how long the talk has gone on, whatever has the focus. */

const BEAT = 1000;
const SENT = 30; // seconds after which time is sent although nothing is typed
const PAUSE = 5; // a beat that took longer than this many seconds was slept through

export class Clock {
  #talk;
  #notes;
  #total;
  #begun;
  #spent = new Map();
  #at = null;
  #since = 0;
  #waiting = 0;
  #timer = 0;

  constructor(talk, notes) {
    [this.#talk, this.#notes] = [talk, notes];
    const areas = [...talk.querySelectorAll("textarea[data-note]")];
    for (const area of areas) this.#spent.set(area.dataset.note, Number(area.dataset.seconds));
    const before = 1000 * Number(talk.dataset.begun);
    this.#begun = before ? Date.now() - before : null;
    this.#total = areas.reduce((sum, area) => sum + Number(area.dataset.seconds), 0);
  }

  /* Whether some seconds were not handed over yet. */
  get pending() {
    return this.#waiting > 0;
  }

  start() {
    this.#timer = setInterval(() => this.#beat(), BEAT);
    this.#talk.addEventListener("focusin", () => this.#turn());
    this.#talk.addEventListener("focusout", () => this.#turn());
    document.addEventListener("visibilitychange", () => this.#turn());
    window.addEventListener("pagehide", () => this.#hand(true));
  }

  stop() {
    clearInterval(this.#timer);
    this.#hand(true);
  }

  #now() {
    const area = document.activeElement;
    return document.visibilityState === "visible" && document.hasFocus() && area?.matches?.("textarea[data-note]")
      ? area.dataset.note
      : null;
  }

  #turn() {
    const now = this.#now();
    if (now === this.#at) return;
    this.#hand(true);
    [this.#at, this.#since] = [now, performance.now()];
  }

  #beat() {
    this.#turn();
    this.#show();
    if (this.#at === null) return;
    const now = performance.now();
    const gone = (now - this.#since) / 1000;
    this.#since = now;
    if (gone > PAUSE) return;
    this.#waiting += gone;
    this.#total += gone;
    this.#spent.set(this.#at, this.#spent.get(this.#at) + gone);
    this.#tell(this.#at);
    if (this.#waiting >= SENT) this.#hand(true);
  }

  #hand(now) {
    if (this.#at !== null && this.#waiting >= 1) {
      this.#notes.spent(this.#at, this.#waiting, now);
      this.#waiting = 0;
    }
  }

  #show() {
    const gone = this.#begun === null ? 0 : (Date.now() - this.#begun) / 1000;
    const minutes = Math.floor((Math.max(this.#total, gone) + 30) / 60);
    const clock = this.#talk.querySelector("[data-clock]");
    if (clock.textContent !== String(minutes)) clock.textContent = minutes;
    clock.closest(".talk-clock").classList.toggle("is-over", minutes > Number(this.#talk.dataset.minutes));
  }

  #tell(question) {
    const place = this.#talk.querySelector(`[data-time="${CSS.escape(question)}"]`);
    const spent = this.#spent.get(question);
    if (place && spent >= 30) place.textContent = `${Math.max(1, Math.floor((spent + 30) / 60))} min`;
  }
}
