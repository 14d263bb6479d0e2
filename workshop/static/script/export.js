/* Says that the engagement was exported, once its file came: a download leaves the page as it was.

   <form data-export> sends it; [data-told="name"] are the texts that the page then has others for. The file
   itself comes as without a script. */

const FIRST = 1_000; // ms
const TRIES = 12;

async function fresh() {
  const answer = await fetch(location.href, { cache: "no-store", redirect: "error" });
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function tell(page) {
  for (const place of document.querySelectorAll("[data-told]")) {
    const found = page.querySelector(`[data-told="${place.dataset.told}"]`);
    if (found && found.textContent !== place.textContent) place.textContent = found.textContent;
  }
}

async function follow(before, left) {
  try {
    const page = await fresh();
    const now = page.querySelector("[data-exported]")?.dataset.exported;
    if (now && now !== before) {
      document.querySelector("[data-exported]").dataset.exported = now;
      return tell(page);
    }
  } catch {
    // It is asked again: without an answer the page stays as it is.
  }
  if (left > 0) setTimeout(() => follow(before, left - 1), FIRST * (TRIES - left + 1));
}

const form = document.querySelector("form[data-export]");
form?.addEventListener("submit", () => {
  const before = document.querySelector("[data-exported]").dataset.exported;
  setTimeout(() => follow(before, TRIES), FIRST);
});
