/* Puts the words that are selected in a note or an answer into the form below it that marks them. The form is the
   nearest [data-marking]; without scripts the words are pasted there. */

const LONGEST = 40;

/* The selected words, and the element they stand in: a note that is being written, or a text. */
function selected() {
  const active = document.activeElement;
  if (active instanceof HTMLTextAreaElement) {
    return [active, active.value.slice(active.selectionStart, active.selectionEnd)];
  }
  const selection = getSelection();
  const node = selection && !selection.isCollapsed ? selection.anchorNode : null;
  return [node instanceof Element ? node : (node?.parentElement ?? null), selection?.toString() ?? ""];
}

/* The form of an element: the first one after it, in the smallest part of the page that has any. */
function formOf(element) {
  const follows = (each) => element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
  for (let each = element; each && each !== document.body; each = each.parentElement) {
    const found = [...each.querySelectorAll("[data-marking]")];
    if (found.length) return found.find(follows) ?? null;
  }
  return null;
}

document.addEventListener("selectionchange", () => {
  const [element, text] = selected();
  const words = text.trim().replace(/\s+/g, " ");
  if (!element || !words || element.closest("[data-marking]")) return;
  const marking = formOf(element);
  const field = marking?.querySelector("[data-words]");
  if (!field || (field.value && field.value !== field.dataset.filled)) return;
  field.value = field.dataset.filled = words;
  marking.hidden = false;
  const summary = marking.querySelector("summary[data-mark]");
  const letters = [...words];
  const short = letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : words;
  summary.textContent = summary.dataset.mark.replace("#", () => short);
});

const field = location.hash && document.getElementById(location.hash.slice(1));
if (field instanceof HTMLInputElement && document.activeElement === document.body) field.focus();
