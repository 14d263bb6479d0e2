/* Follows a count while it runs: <div data-counting="address of its state"> around what the page says of it.
   Once it has ended, the page is loaded anew. A hidden tab does not ask; trouble makes it ask less often. */

const EVERY = 1500;
const LONGEST = 30_000;

function follow(place) {
  const told = place.querySelector("p");
  const after = told.textContent.slice(told.textContent.indexOf(".") + 1);
  const fill = place.querySelector(".meter-fill");
  let pause = EVERY;

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(place.dataset.counting, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.status);
        const state = await answer.json();
        if (!state.counting) {
          location.reload();
          return;
        }
        if (state.percent !== null) {
          told.textContent = `${state.percent}% are counted.${after}`;
          fill.setAttribute("width", `${state.percent}%`);
        }
        pause = EVERY;
      } catch {
        pause = Math.min(LONGEST, pause * 2);
      }
    }
    setTimeout(look, pause * (0.9 + 0.2 * Math.random()));
  }

  setTimeout(look, pause);
}

document.querySelectorAll("[data-counting]").forEach(follow);
