/* Asks how something stands that goes on at the server, until it has ended; then the page is loaded anew.
   A hidden tab does not ask; trouble makes it ask less often.

   follow(address, every, show): `show` takes what the server tells, and returns whether it still goes on. */

const LONGEST = 30_000;
const UNDER_WAY = 15_000; // ms after which whoever pressed something has arrived, or stays here

export function follow(address, every, show) {
  let pause = every;
  let left = -UNDER_WAY;
  // To load the page anew would call off what was pressed here: another page, or a form that is being sent.
  const isLeaving = () => performance.now() - left < UNDER_WAY;
  addEventListener("beforeunload", () => (left = performance.now()));

  async function look() {
    if (!document.hidden && !isLeaving()) {
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(answer.status);
        if (!show(await answer.json()) && !isLeaving()) return location.reload();
        pause = every;
      } catch {
        pause = Math.min(LONGEST, pause * 2);
      }
    }
    setTimeout(look, pause * (0.9 + 0.2 * Math.random()));
  }

  setTimeout(look, pause);
}
