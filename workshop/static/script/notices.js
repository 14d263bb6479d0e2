/* What the pages of a questionnaire and of an interview in writing say above what is answered there. */

import { gettext } from "./answer-words.js";

export const PHONE = matchMedia("(max-width: 48rem)");
const ICONS = {
  saved: '<path d="M4 12.5 9.5 18 20 6.5"/>',
  saving: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
  unsent: '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5M12 17.6v.1"/>',
};
export const icon = (name) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${ICONS[name]}</svg>`;

export const keptHere = () =>
  PHONE.matches ? gettext("Not sent yet. Kept on this phone.") : gettext("Not sent yet. Kept on this device.");

/* A word above the page that stays until what it says is over, and what else is to be read with it. */
export function notice(kind, head, body = "", ...more) {
  let box = document.querySelector(`[data-notice="${kind}"]`);
  if (!box) {
    box = Object.assign(document.createElement("div"), { className: "notice warn" });
    box.dataset.notice = kind;
    box.setAttribute("role", "alert");
    document.querySelector("main").prepend(box);
  }
  const inside = document.createElement("div");
  inside.append(Object.assign(document.createElement("b"), { textContent: head }), ` ${body}`, ...more);
  box.innerHTML = icon("unsent");
  box.append(inside);
}

export const unsaid = (kind) => document.querySelector(`[data-notice="${kind}"]`)?.remove();

export function unkept() {
  const nothing = PHONE.matches
    ? gettext("This browser keeps nothing on this phone.")
    : gettext("This browser keeps nothing on this device.");
  notice("unkept", nothing, gettext("Stay on a page until it says Saved, or leave it by the buttons at its foot, which save it."));
}
