/* The ratings of the charter: each is kept when it is given; "rather not say" stands in place of both. */

const TIMES = ["current", "target"];

export class Ratings {
  #form;
  #outbox;
  #keep;

  constructor(form, outbox, keep) {
    [this.#form, this.#outbox, this.#keep] = [form, outbox, keep];
    for (const text of outbox.pending().values()) this.#overlay(outbox.entry(text));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=clear]");
      if (!button) return;
      event.preventDefault();
      this.#all(button.value, null);
    });
  }

  changed(control) {
    const of = control.closest("[data-subject]").dataset.subject;
    const time = TIMES.find((each) => control.name === `${each}-${of}`);
    if (!time) return this.#all(of, 0);
    const declined = this.#named(`instead-${of}`, "no");
    // The other rating was "rather not say" too, and is open again.
    if (declined.checked) this.#all(of, null, time);
    declined.checked = false;
    this.#put(of, time, Number(control.value));
  }

  /* What the server holds, where another device rated later. */
  stored(list) {
    for (const each of list ?? []) if (!this.#outbox.has(this.#name(each.of, each.q))) this.#overlay(each);
  }

  #all(of, code, but = "") {
    for (const time of TIMES) {
      if (time === but) continue;
      this.#show(of, time, code);
      this.#put(of, time, code);
    }
  }

  #put(of, q, code) {
    this.#keep(this.#name(of, q), { of, q, code });
  }

  #name = (of, q) => `rate:${of}.${q}`;

  #overlay(entry) {
    if (entry?.q) this.#show(entry.of, entry.q, entry.code);
  }

  #show(of, time, code) {
    for (let level = 1; level <= 5; level++) {
      const radio = this.#named(`${time}-${of}`, level);
      if (radio) radio.checked = level === code;
    }
    const declined = this.#named(`instead-${of}`, "no");
    if (declined) declined.checked = code === 0;
  }

  #named(name, value) {
    return this.#form.querySelector(`input[name="${CSS.escape(name)}"][value="${value}"]`);
  }
}
