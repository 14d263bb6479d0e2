/* Finds while one types: the results of the page are those of the words in its field. Without scripts, a button. */

const PAUSE = 200;
const form = document.querySelector(".search-said");
const field = form?.elements.q;
const here = document.querySelector("[data-found]");
let waiting = 0;
let asking = null;

async function find() {
  asking?.abort();
  asking = new AbortController();
  const address = new URL(form.action || location.href);
  address.search = new URLSearchParams({ q: field.value });
  try {
    const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-found]");
    if (!found) return;
    here.replaceChildren(...found.childNodes);
    history.replaceState(null, "", address);
  } catch {
    /* The connection failed, or more was typed meanwhile: the button still works. */
  }
}

field?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, PAUSE);
});
