/* Follows a count while it runs: <div data-counting="address of its state"> around what the page says of it. */

import { follow } from "./following.js";

for (const place of document.querySelectorAll("[data-counting]")) {
  const told = place.querySelector("p");
  const after = told.textContent.slice(told.textContent.indexOf(".") + 1);
  follow(place.dataset.counting, 1500, ({ counting, percent }) => {
    if (counting && percent !== null) {
      told.textContent = `${percent}% are counted.${after}`;
      place.querySelector(".meter-fill").setAttribute("width", `${percent}%`);
    }
    return counting;
  });
}
