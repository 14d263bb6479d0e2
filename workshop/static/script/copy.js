/* Buttons that copy what another element holds: <button type="button" data-copies="its id" hidden>. Without
   scripts they stay hidden, and the text can be marked by hand. */

const PATIENCE = 1000; // ms that the clipboard may take
const late = () => new Promise((_, refuse) => setTimeout(refuse, PATIENCE));

async function copy(source) {
  const text = "value" in source ? source.value : source.textContent.trim();
  try {
    await Promise.race([navigator.clipboard.writeText(text), late()]);
  } catch {
    // Outside https there is no clipboard for scripts, and some never answer; what is marked can be copied.
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
  const over = () => {
    button.innerHTML = words;
    heard.textContent = "";
  };
  button.addEventListener("click", async () => {
    button.focus(); // which not every browser does
    try {
      await copy(source);
      button.textContent = heard.textContent = "Copied";
    } catch {
      button.textContent = heard.textContent = "Marked: press Ctrl and C";
    }
    // Said until one goes on, however long that takes to read.
    document.activeElement.addEventListener("blur", over, { once: true });
  });
}
