/* Follows documents while they are made: <ul data-documents="address of their state">.
   Once one of them has ended, the page is loaded anew. A hidden tab does not ask; trouble makes it ask less. */

const EVERY = 2000;
const LONGEST = 30_000;

function follow(list) {
  const places = new Map([...list.querySelectorAll("[data-variant]")].map((each) => [each.dataset.variant, each]));
  let pause = EVERY;

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(list.dataset.documents, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.status);
        const state = await answer.json();
        for (const [variant, place] of places) {
          if (!state[variant]) {
            location.reload();
            return;
          }
          place.querySelector("[data-told]").textContent = state[variant].told;
          place.querySelector(".meter-fill").setAttribute("width", `${state[variant].percent}%`);
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

document.querySelectorAll("[data-documents]").forEach(follow);
