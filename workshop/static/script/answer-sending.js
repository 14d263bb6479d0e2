/* Sends what the outbox holds: one batch at a time, everything pending in each, again until the server has
   acknowledged it. Tells "saved", "saving", "unsent", or how it ended: "closed", "sealed", "waiting", "gone". */

const SOON = 4000; // what is not acknowledged after this long is called not sent
const LONGEST = 15000; // a request that takes longer is given up, and made again
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000];
const KEPT_ALIVE = 60000; // bytes that a browser still sends when its page is left
const MOST = 400; // entries in a batch
const LARGEST = 30000; // and their letters

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
  #show = "";
  #page = null;
  ended = null;

  constructor(outbox, address, tell, stored) {
    this.#outbox = outbox;
    this.#address = address;
    this.#tell = tell;
    this.#stored = stored;
  }

  /* Send now, or as soon as what is under way has ended. */
  wake() {
    clearTimeout(this.#timer);
    if (this.ended) return Promise.resolve(false);
    this.#again = true;
    this.#running ??= this.#take().finally(() => {
      this.#running = null;
      if (this.#again && !this.ended) this.wake();
    });
    return this.#running;
  }

  /* Send although it ended: a questionnaire that was closed may have been opened again. */
  retry() {
    this.ended = null;
    return this.wake();
  }

  /* Send what is pending within so many milliseconds, and ask for another page in the same breath. Returns whether
     all of it arrived, and that page if it came: where nothing was left to send, it is still to be fetched. */
  async leave(within, show) {
    [this.#show, this.#page] = [show, null];
    const late = new Promise((resolve) => setTimeout(resolve, within));
    await Promise.race([this.wake(), late]);
    this.#show = "";
    return { all: this.#outbox.empty, page: this.#page };
  }

  async #take() {
    this.#again = false;
    const all = async () => {
      while (!this.#outbox.empty && !this.ended) {
        if (!(await this.#batch())) return;
      }
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
    // First the turn: what another page of this browser puts in the place of something here is over it.
    const turn = this.#outbox.turn(this.#above);
    const sent = this.#some();
    try {
      const body = this.#body(sent, turn);
      if (this.#show && sent.size === this.#outbox.pending().size) body.show = this.#show;
      const answer = await this.#post(JSON.stringify(body));
      return await this.#read(answer, sent, turn);
    } catch {
      return this.#later();
    }
  }

  /* As much of what is pending as one batch takes: first what took the place of something else, before a batch
     without it comes between; and a reason never before the answer that it explains. */
  #some() {
    const some = new Map();
    let size = 0;
    const rank = ({ code, picks, over }, name) => {
      if (code === undefined && !picks) return name.endsWith(".reason") ? 2 : 3;
      return over === undefined ? 1 : 0;
    };
    const ranked = [...this.#outbox.pending()].map(([name, text]) => [name, text, rank(this.#outbox.entry(text), name)]);
    for (const [name, text] of ranked.sort((one, other) => one[2] - other[2])) {
      size += text.length;
      if (some.size && (this.#single || some.size >= MOST || size > LARGEST)) break;
      some.set(name, name.endsWith(".comment") ? this.#outbox.goes(name, text) : text);
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
    const body = { device: this.#outbox.device, turn, items: [] };
    for (const [name, text] of sent) {
      const { at, code, text: words, was, went, picks, over } = this.#outbox.entry(text);
      const [of, q] = parts(name);
      const age = Math.max(0, Date.now() - at);
      if (name === "picks") [body.picks, body.picks_age, body.picks_over] = [picks, age, over];
      else if (q === "reason") (body.reasons ??= []).push({ of, text: words, age, over });
      else if (q === "comment") (body.comments ??= []).push({ of, text: words, was, went: went.filter((each) => each !== words) });
      else body.items.push({ of, q, code, age, over });
    }
    return body;
  }

  async #read(answer, sent, turn) {
    if (answer.status === 409 || answer.status === 404) {
      const told = await answer.json();
      this.ended = told.state === "open" ? null : told.state;
      if (!this.ended) return this.#later();
      this.#tell(this.ended);
      return false;
    }
    if (answer.status === 400) return this.#refused(sent, await answer.json());
    if (!answer.ok) return this.#later();
    if (answer.headers.get("Content-Type")?.startsWith("text/html")) return this.#shown(sent, await answer.text());
    const told = await answer.json();
    if (told.state !== "open" || !Array.isArray(told.items)) return this.#later();
    this.#failed = 0;
    this.#above = Math.max(this.#above, Number(told.turn) || 0);
    // A batch that a later one overtook was not looked at: everything in it is sent again.
    if (told.turn > turn) return true;
    this.#single = false;
    for (const [name, text] of sent) this.#outbox.settle(name, text);
    this.#stored(told, sent);
    return true;
  }

  /* A page is only shown once everything sent with the wish for it is stored. */
  #shown(sent, page) {
    [this.#failed, this.#single] = [0, false];
    for (const [name, text] of sent) this.#outbox.settle(name, text);
    this.#page = page;
    return true;
  }

  /* One entry of a batch was not understood: find it by sending each alone, and put it aside. */
  #refused(sent, told) {
    if (typeof told.fault !== "string") return this.#later();
    if (sent.size > 1) {
      this.#single = true;
      return true;
    }
    for (const [name, text] of sent) {
      this.#outbox.settle(name, text);
      this.#tell("refused", { name, entry: this.#outbox.entry(text) });
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

/* Part the name of an entry: what it is about may hold points and colons itself. */
export function parts(name) {
  const point = name.lastIndexOf(".");
  return point < 0 ? [name, ""] : [name.slice(0, point), name.slice(point + 1)];
}
