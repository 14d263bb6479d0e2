/* What was answered and is not yet known to be on the server's disk, kept on this device.

   An entry is named "A1.current": what it is about, then current, target, importance, reason or comment; or
   "picks" alone. It holds the answer and when it was given, and never who gave it. Where it took the place of one
   that may be on its way still, `over` is the turn of the last batch by then: the other must not win by arriving
   late. A comment notes what of it was sent (`went`): any of that may be on the server, until an answer says what is.
   Each entry has a place of its own in the storage, so that two pages of one browser cannot undo each other. */

const STORE = "roadcrew";
const MOST_WENT = 8; // texts of a comment that are noted: the first, and the last ones

/* Names the storage of one link. The link itself is not kept: this cannot be turned back into it. */
function fingerprint(text) {
  let [left, right] = [0xdeadbeef, 0x41c6ce57];
  for (const each of text) {
    left = Math.imul(left ^ each.codePointAt(0), 2654435761);
    right = Math.imul(right ^ each.codePointAt(0), 1597334677);
  }
  const mixed = (one, other) => Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  return [mixed(left, right), mixed(right, left)].map((each) => (each >>> 0).toString(36)).join("");
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

export class Outbox {
  #storage = storage();
  #memory = new Map();
  #prefix;
  #turn = 0;

  constructor(path) {
    this.name = `${STORE}.${fingerprint(path)}`;
    this.#prefix = `${this.name}:`;
    // Turns count the batches of a device. Where pages cannot take turns, each page is a device of its own.
    this.shared = Boolean(this.#storage && navigator.locks);
    this.device = (this.shared && this.#read(`${this.name}/device`)) || letters();
    if (this.shared) this.#write(`${this.name}/device`, this.device);
  }

  /* Whether entries outlive this page. */
  get kept() {
    return Boolean(this.#storage) && this.#memory.size === 0;
  }

  put(name, entry) {
    this.#put(name, JSON.stringify({ ...entry, at: Date.now(), over: this.has(name) ? this.#last : undefined }));
  }

  #put(name, text) {
    if (this.#write(this.#prefix + name, text)) this.#memory.delete(name);
    else this.#memory.set(name, text);
  }

  /* What is pending under a name, or null. */
  get(name) {
    return this.entry(this.#memory.get(name) ?? this.#read(this.#prefix + name));
  }

  /* Note that a pending comment is sent as it stands in `text`, and return the text with that. */
  goes(name, text) {
    const { went, ...entry } = this.entry(text);
    const others = Array.isArray(went) ? went.filter((each) => each !== entry.text) : [];
    if (others.length === MOST_WENT) others.splice(1, 1);
    const noted = JSON.stringify({ ...entry, went: [...others, entry.text] });
    if (noted !== text) this.#put(name, noted);
    return noted;
  }

  /* Everything that is pending: name to the text that stands for it. */
  pending() {
    const found = new Map();
    for (const key of this.#keys()) {
      const text = this.#read(key);
      if (text !== null && this.entry(text)) found.set(key.slice(this.#prefix.length), text);
    }
    for (const [name, text] of this.#memory) found.set(name, text);
    return found;
  }

  get empty() {
    return this.pending().size === 0;
  }

  has(name) {
    return this.#memory.has(name) || this.#read(this.#prefix + name) !== null;
  }

  /* An entry from its text, or null where somebody else wrote there. */
  entry(text) {
    try {
      const found = JSON.parse(text);
      return found && typeof found.at === "number" ? found : null;
    } catch {
      return null;
    }
  }

  /* Forget an entry that is on the server, unless it was changed since. */
  settle(name, text) {
    if (this.#memory.get(name) === text) this.#memory.delete(name);
    if (this.#read(this.#prefix + name) === text) this.#storage.removeItem(this.#prefix + name);
  }

  /* The number of the next batch, above every one before it; the clock helps where a number could not be kept. */
  turn(above = 0) {
    this.#turn = Math.max(this.#last + 1, above + 1, Date.now());
    if (this.shared) this.#write(`${this.name}/turn`, String(this.#turn));
    return this.#turn;
  }

  get #last() {
    const last = this.shared ? Number(this.#read(`${this.name}/turn`)) || 0 : 0;
    return Math.max(last, this.#turn);
  }

  /* The name and text of an entry that another page of this browser changed, or null. */
  elsewhere(event) {
    if (event.key === null) return { name: null, text: null };
    if (!event.key?.startsWith(this.#prefix)) return null;
    return { name: event.key.slice(this.#prefix.length), text: event.newValue };
  }

  #keys() {
    return this.#storage ? Object.keys(this.#storage).filter((key) => key.startsWith(this.#prefix)) : [];
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
