/* Follows the search for a better schedule: <div data-search="address of its state"> around what is said of it.
   Once it has ended, the page is loaded anew. A hidden tab does not ask; trouble makes it ask less often. */

const EVERY = 1200;
const LONGEST = 30_000;

function follow(place) {
  const told = place.querySelector("[data-told]");
  const fill = place.querySelector(".meter-fill");
  let pause = EVERY;

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(place.dataset.search, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.status);
        const state = await answer.json();
        if (!state.searching) {
          location.reload();
          return;
        }
        if (state.reached !== null) {
          told.textContent = `Found: ${state.gained}% more than before, at least ${state.reached}% of what the best can gain.`;
        }
        if (state.percent !== null) fill.setAttribute("width", `${state.percent}%`);
        pause = EVERY;
      } catch {
        pause = Math.min(LONGEST, pause * 2);
      }
    }
    setTimeout(look, pause * (0.9 + 0.2 * Math.random()));
  }

  setTimeout(look, pause);
}

document.querySelectorAll("[data-search]").forEach(follow);
