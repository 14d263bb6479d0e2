/* An outbox for the pages of consultants: whatever is put into it is kept on this device until the server has
   acknowledged it, and is sent again until then, one entry at a time, in the order in which keys first came in.

   outbox(name, send, tell, arrived):
   name     what the entries belong to, and to whom: "interview/12/by/3". Never a secret.
   send     (key, value, {device, turn}) -> a promise of the server's answer. `post` below makes one. A rejection
            with Refused puts the entry aside; any other one means: not sent yet, try again later. An answer with
            a `turn` above the one that was sent says that a later save of this device overtook it: sent again.
   tell     (state, detail): "saved", "saving", "unsent" (detail: a sentence, if one is known), or "refused"
            (detail: {key, value, fault}).
   arrived  (key, value, answer, pending): what was acknowledged; `pending` is what was put there since, if any.

   A save that is sent twice must do no harm: `device` and `turn` tell the server which came first. */

const STORE = "roadcrew";
const SOON = 4000; // what is not acknowledged after this long is called not sent
const LONGEST = 15000; // a request that takes longer is given up, and made again
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000];
const KEPT_ALIVE = 60000; // bytes that a browser still sends when its page is left

/* The server does not take this, and will not take it later. */
export class Refused extends Error {}

export function outbox(name, send, tell = () => {}, arrived = () => {}) {
  return new Outbox(name, send, tell, arrived);
}

class Outbox {
  #storage = storage();
  #memory = new Map();
  #running = null;
  #again = false;
  #failed = 0;
  #timer = 0;
  #above = 0;
  #turn = 0;

  constructor(name, send, tell, arrived) {
    [this.send, this.tell, this.arrived] = [send, tell, arrived];
    this.name = `${STORE}.${name}`;
    this.prefix = `${this.name}:`;
    this.shared = Boolean(this.#storage && navigator.locks);
    this.device = (this.shared && this.#read(`${STORE}/device`)) || letters();
    if (this.shared) this.#write(`${STORE}/device`, this.device);
    window.addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => this.empty || this.wake());
    window.addEventListener("pagehide", () => this.empty || this.wake());
  }

  /* Whether entries outlive this page. */
  get kept() {
    return Boolean(this.#storage) && this.#memory.size === 0;
  }

  get empty() {
    return this.#pending().size === 0;
  }

  /* Keep a value under a key, in the place of what is pending there; wake() sends it. */
  put(key, value) {
    // Later than all that waits: of two deeds within a millisecond the first must stay the first.
    const last = [...this.#pending().values()].at(-1);
    const text = JSON.stringify({ value, at: Math.max(last ? opened(last).at + 1 : 0, Date.now()) });
    if (this.#write(this.prefix + key, text)) this.#memory.delete(key);
    else this.#memory.set(key, text);
    // Said at once: nothing is called saved that is not.
    this.tell(this.#failed ? "unsent" : "saving");
  }

  /* What is pending under a key, or undefined. */
  get(key) {
    const text = this.#text(key);
    return text === null ? undefined : opened(text)?.value;
  }

  /* Everything that is pending, in the order in which it came: key to value. */
  entries() {
    return new Map([...this.#pending()].map(([key, text]) => [key, opened(text).value]));
  }

  /* Send now, or as soon as what is under way has ended. */
  wake() {
    clearTimeout(this.#timer);
    this.#again = true;
    this.#running ??= this.#take().finally(() => {
      this.#running = null;
      if (this.#again) this.wake();
    });
    return this.#running;
  }

  /* Send what is pending, and say whether all of it arrived within so many milliseconds. */
  async flush(within) {
    await Promise.race([this.wake(), new Promise((resolve) => setTimeout(resolve, within))]);
    return this.empty;
  }

  async #take() {
    this.#again = false;
    const all = async () => {
      // What cannot be sent stays first in its line, so that nothing overtakes what it may rest on.
      for (let next = this.#first(); next; next = this.#first()) {
        if (!(await this.#one(...next))) return;
      }
      this.tell("saved");
    };
    if (!this.empty) this.tell(this.#failed ? "unsent" : "saving");
    const slow = setTimeout(() => this.tell("unsent"), SOON);
    try {
      // The pages of one browser share the outbox, and take turns at it.
      if (this.shared) await navigator.locks.request(this.name, all);
      else await all();
    } finally {
      clearTimeout(slow);
    }
  }

  async #one(key, text) {
    const { value } = opened(text);
    const turn = this.#next();
    try {
      const answer = await this.send(key, value, { device: this.device, turn });
      this.#failed = 0;
      const last = Number(answer?.turn) || 0;
      if (last > turn) {
        this.#above = Math.max(this.#above, last);
        return true;
      }
      this.#settle(key, text);
      this.arrived(key, value, answer, this.get(key));
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) return this.#later(error);
      this.#settle(key, text);
      this.tell("refused", { key, value, fault: error.message });
      return true;
    }
  }

  #later(error) {
    this.tell("unsent", error?.told);
    const pause = PAUSES[Math.min(this.#failed++, PAUSES.length - 1)];
    this.#timer = setTimeout(() => this.wake(), pause * (0.75 + Math.random() / 2));
    return false;
  }

  /* The number of the next save, above every one before it; the clock helps where a number could not be kept. */
  #next() {
    const last = this.shared ? Number(this.#read(`${STORE}/turn`)) || 0 : 0;
    this.#turn = Math.max(last, this.#above, this.#turn, Date.now()) + 1;
    if (this.shared) this.#write(`${STORE}/turn`, String(this.#turn));
    return this.#turn;
  }

  #first() {
    return [...this.#pending()][0] ?? null;
  }

  #pending() {
    const found = new Map();
    for (const each of this.#storage ? Object.keys(this.#storage) : []) {
      const text = each.startsWith(this.prefix) ? this.#read(each) : null;
      if (text !== null && opened(text)) found.set(each.slice(this.prefix.length), text);
    }
    for (const [key, text] of this.#memory) found.set(key, text);
    return new Map([...found].sort(([, one], [, other]) => opened(one).at - opened(other).at));
  }

  #text(key) {
    return this.#memory.get(key) ?? this.#read(this.prefix + key);
  }

  /* Forget an entry that is on the server, unless it was changed since. */
  #settle(key, text) {
    if (this.#memory.get(key) === text) this.#memory.delete(key);
    if (this.#read(this.prefix + key) === text) this.#storage.removeItem(this.prefix + key);
  }

  #read(key) {
    try {
      return this.#storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  #write(key, text) {
    try {
      this.#storage.setItem(key, text);
      return true;
    } catch {
      // Full or denied. What stood there before is older, and must not come back.
      try {
        this.#storage?.removeItem(key);
      } catch {}
      return false;
    }
  }
}

let fresh = "";

/* Post a body as JSON with the page's token; return the server's answer as JSON.

   Rejects with Refused, whose message is the server's sentence, where the body is at fault. `token` is what the
   page came with; when whoever writes has signed in anew since, the page is asked for a new one. */
export async function post(address, body, token) {
  let answer = await posted(address, body, fresh || token);
  if (answer.status === 400 && !isJson(answer)) {
    fresh = await newToken();
    if (fresh) answer = await posted(address, body, fresh);
  }
  const told = isJson(answer) ? await answer.json() : {};
  if (answer.ok) return told;
  if ([400, 409, 413, 422].includes(answer.status) && typeof told.fault === "string") throw new Refused(told.fault);
  throw Object.assign(new Error(`answered ${answer.status}`), { told: told.fault ?? hint(answer.status) });
}

const posted = (address, body, token) => {
  const text = JSON.stringify(body);
  return fetch(address, {
    method: "POST",
    body: text,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    keepalive: text.length * 3 < KEPT_ALIVE,
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(LONGEST),
  });
};

/* The token that this page would have if it were opened now, or "". It stands in any element's data-token. */
async function newToken() {
  try {
    const text = await (await fetch(location.href, { cache: "no-store", redirect: "error" })).text();
    return new DOMParser().parseFromString(text, "text/html").querySelector("[data-token]")?.dataset.token ?? "";
  } catch {
    return "";
  }
}

const isJson = (answer) => (answer.headers.get("Content-Type") ?? "").startsWith("application/json");

function hint(status) {
  return [400, 404].includes(status) ? "Not sent yet. Sign in again in another tab; it is kept on this device." : undefined;
}

function opened(text) {
  try {
    const found = JSON.parse(text);
    return found && typeof found.at === "number" ? found : null;
  } catch {
    return null;
  }
}

function storage() {
  try {
    const found = window.localStorage;
    found.setItem(`${STORE}.tried`, "1");
    found.removeItem(`${STORE}.tried`);
    return found;
  } catch {
    return null;
  }
}

const letters = () => [...crypto.getRandomValues(new Uint8Array(20))].map((each) => (each % 36).toString(36)).join("");
