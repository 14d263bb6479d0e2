/* Sends what the outbox of an interviewee holds: one batch at a time, again until the server has acknowledged it.
   Tells "saved", "saving", "unsent", "refused", or how it ended: "done" or "gone". */

const SOON = 4000; // what is not acknowledged after this long is called not sent
const LONGEST = 15000; // a request that takes longer is given up, and made again
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000];
const KEPT_ALIVE = 60000; // bytes that a browser still sends when its page is left
const LARGEST = 40000; // letters in a batch

export class Sending {
  #outbox;
  #address;
  #tell;
  #stored;
  #running = null;
  #again = false;
  #failed = 0;
  #timer = 0;
  #above = 0;
  #single = false;
  ended = null;

  constructor(outbox, address, tell, stored) {
    [this.#outbox, this.#address, this.#tell, this.#stored] = [outbox, address, tell, stored];
  }

  /* Send now, or as soon as what is under way has ended. */
  wake() {
    clearTimeout(this.#timer);
    if (this.ended) return Promise.resolve();
    this.#again = true;
    this.#running ??= this.#take().finally(() => {
      this.#running = null;
      if (this.#again && !this.ended) this.wake();
    });
    return this.#running;
  }

  /* Send what is pending, and say whether all of it arrived within so many milliseconds. */
  async flush(within) {
    await Promise.race([this.wake(), new Promise((resolve) => setTimeout(resolve, within))]);
    return this.#outbox.empty;
  }

  async #take() {
    this.#again = false;
    const all = async () => {
      while (!this.#outbox.empty && !this.ended) if (!(await this.#batch())) return;
      if (!this.ended) this.#tell("saved");
    };
    if (!this.#outbox.empty) this.#tell(this.#failed ? "unsent" : "saving");
    const slow = setTimeout(() => this.#outbox.empty || this.#tell("unsent"), SOON);
    try {
      // The pages of one browser share the outbox, and take turns at it.
      if (this.#outbox.shared) await navigator.locks.request(this.#outbox.name, all);
      else await all();
    } finally {
      clearTimeout(slow);
    }
  }

  async #batch() {
    const sent = this.#some();
    const turn = this.#outbox.turn(this.#above);
    try {
      return await this.#read(await this.#post(JSON.stringify(this.#body(sent, turn))), sent, turn);
    } catch {
      return this.#later();
    }
  }

  #some() {
    const some = new Map();
    let size = 0;
    for (const [name, text] of this.#outbox.pending()) {
      size += text.length;
      if (some.size && (this.#single || size > LARGEST)) break;
      some.set(name, text);
    }
    return some;
  }

  #post(body) {
    return fetch(this.#address, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json" },
      keepalive: body.length * 3 < KEPT_ALIVE,
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(LONGEST),
    });
  }

  #body(sent, turn) {
    const body = { device: this.#outbox.device, turn, answers: [], ratings: [] };
    for (const [name, text] of sent) {
      const { at, ...entry } = this.#outbox.entry(text);
      if (name === "points") body.points = entry.points;
      else if (name.startsWith("text:")) body.answers.push(entry);
      else body.ratings.push(entry);
    }
    return body;
  }

  async #read(answer, sent, turn) {
    if (answer.status === 409 || answer.status === 404) {
      this.ended = (await answer.json()).state;
      this.#tell(this.ended);
      return false;
    }
    if (answer.status === 400) return this.#refused(sent, await answer.json());
    if (!answer.ok) return this.#later();
    const told = await answer.json();
    if (told.state !== "open" || !Array.isArray(told.answers)) return this.#later();
    this.#failed = 0;
    this.#above = Math.max(this.#above, Number(told.turn) || 0);
    // A batch that a later one overtook was not looked at: everything in it is sent again.
    if (told.turn > turn) return true;
    this.#single = false;
    for (const [name, text] of sent) this.#outbox.settle(name, text);
    this.#stored(told, sent);
    return true;
  }

  /* One entry of a batch cannot be taken: find it by sending each alone, and put it aside. */
  #refused(sent, told) {
    if (typeof told.fault !== "string") return this.#later();
    if (sent.size > 1) {
      this.#single = true;
      return true;
    }
    for (const [name, text] of sent) {
      this.#outbox.settle(name, text);
      this.#tell("refused", { fault: told.fault, entry: this.#outbox.entry(text) });
    }
    return true;
  }

  #later() {
    this.#tell("unsent");
    const pause = PAUSES[Math.min(this.#failed++, PAUSES.length - 1)];
    this.#timer = setTimeout(() => this.wake(), pause * (0.75 + Math.random() / 2));
    return false;
  }
}
