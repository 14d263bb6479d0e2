/* Ratings are sent as they are given; points once they make 100, or none are given any more. */

import { early } from "./early.js";

export function ratings(talk, box) {
  const part = talk.querySelector("#part-charter");
  if (!part) return;
  const again = early(part);
  for (const [key, value] of box.entries()) {
    if (value.kind !== "rating") continue;
    const name = `${value.subject}.${value.question}`;
    const radio = part.querySelector(`input[name="${CSS.escape(name)}"][value="${value.code ?? ""}"]`);
    if (radio) radio.checked = true;
  }
  const changed = ({ name, value }) => {
    const point = name.lastIndexOf(".");
    if (point < 0) return;
    const [subject, question] = [name.slice(0, point), name.slice(point + 1)];
    box.put(`rating:${name}`, { kind: "rating", subject, question, code: value === "" ? null : Number(value) });
    box.wake();
    count();
  };
  part.addEventListener("change", (event) => changed(event.target));
  part.addEventListener("keydown", (event) => {
    if (!/^[1-5]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const radio = event.target.matches("input[type=radio]") && part.querySelector(`input[name="${CSS.escape(event.target.name)}"][value="${event.key}"]`);
    if (!radio || radio.disabled) return;
    event.preventDefault();
    radio.focus();
    radio.click();
  });

  function count() {
    const all = part.querySelectorAll("fieldset").length;
    talk.querySelector("[data-rated]").textContent = `${all - part.querySelectorAll("input[type=radio][value='']:checked").length} of ${all}`;
  }
  count();
  again(changed);
}

export function points(talk, box) {
  const part = talk.querySelector("[data-points]");
  const nothing = { arrived() {}, refused() {} };
  if (!part) return nothing;
  const again = early(part);
  const inputs = [...part.querySelectorAll("[data-point]")];
  const told = part.querySelector("[data-points-sum]");
  const drafted = `roadcrew.points/${talk.dataset.interview}/${talk.dataset.account}`;
  const draft = {
    read: () => attempt(() => JSON.parse(localStorage.getItem(drafted))),
    keep: (values) => attempt(() => localStorage.setItem(drafted, JSON.stringify(values))),
    forget: () => attempt(() => localStorage.removeItem(drafted)),
  };
  const given = () => Object.fromEntries(inputs.filter((each) => each.value !== "").map((each) => [each.dataset.point, each.value]));
  const sum = () => inputs.reduce((all, each) => all + (Number(each.value) || 0), 0);
  const sound = () => inputs.every((each) => each.validity.valid) && [0, 100].includes(sum());

  function changed(send = true) {
    const whole = sound();
    told.textContent = whole ? `${sum()} of 100 given.` : `${sum()} of 100 given. Saved once they make 100; until then kept on this device.`;
    part.classList.toggle("is-open", !whole);
    if (!send) return;
    draft.keep(given());
    if (!whole) return;
    const values = Object.fromEntries(Object.entries(given()).map(([id, value]) => [id, Number(value)]));
    box.put("points", { kind: "points", points: values });
    box.wake();
  }

  const before = draft.read();
  if (before && typeof before === "object") {
    for (const each of inputs) each.value = before[each.dataset.point] ?? "";
    changed(false);
  }
  again(() => changed());
  part.addEventListener("input", () => changed());
  return {
    arrived: () => sound() && box.get("points") === undefined && draft.forget(),
    refused: ({ fault }) => (told.textContent = fault),
  };
}

function attempt(deed) {
  try {
    return deed();
  } catch {
    return null;
  }
}
