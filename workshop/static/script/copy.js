/* Buttons that copy what another element holds: <button type="button" data-copies="its id" hidden>. Without
   scripts they stay hidden, and the text can be marked by hand. */

const SHOWN_FOR = 2500;

async function copy(source) {
  const text = "value" in source ? source.value : source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Outside https there is no clipboard for scripts, but what is marked can be copied.
    if ("select" in source) source.select();
    else getSelection().selectAllChildren(source);
    if (!document.execCommand("copy")) throw new Error("this browser lets no page copy");
  }
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const words = button.innerHTML;
  const heard = document.createElement("span");
  heard.className = "unseen";
  heard.setAttribute("role", "status");
  button.after(heard);
  button.hidden = !source;
  button.addEventListener("click", async () => {
    try {
      await copy(source);
      button.textContent = heard.textContent = "Copied";
    } catch {
      button.textContent = heard.textContent = "Marked: press Ctrl and C";
    }
    setTimeout(() => {
      button.innerHTML = words;
      heard.textContent = "";
    }, SHOWN_FOR);
  });
}
