/* Follows the search for a better schedule: <div data-search="address of its state"> around what is said of it. */

import { follow } from "./following.js";

for (const place of document.querySelectorAll("[data-search]")) {
  follow(place.dataset.search, 1200, ({ searching, gained, reached, percent }) => {
    if (searching && reached !== null) {
      const said = `Found: ${gained}% more than before, at least ${reached}% of what the best can gain.`;
      place.querySelector("[data-told]").textContent = said;
    }
    if (searching && percent !== null) place.querySelector(".meter-fill").setAttribute("width", `${percent}%`);
    return searching;
  });
}
