/* Follows documents while they are made: <ul data-documents="address of their state">. */

import { follow } from "./following.js";

for (const list of document.querySelectorAll("[data-documents]")) {
  const places = new Map([...list.querySelectorAll("[data-variant]")].map((each) => [each.dataset.variant, each]));
  follow(list.dataset.documents, 2000, (state) => {
    for (const [variant, place] of places) {
      if (!state[variant]) return false;
      place.querySelector("[data-told]").textContent = state[variant].told;
      place.querySelector(".meter-fill").setAttribute("width", `${state[variant].percent}%`);
    }
    return true;
  });
}
