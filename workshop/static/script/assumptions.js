// The table of assumptions: up and down within a column, and how many fields differ from what stands.

const form = document.querySelector("[data-assumptions]");
const cells = [...form.querySelectorAll("[data-column]")];
const stood = new Map(cells.map((cell) => [cell, cell.getAttribute("aria-invalid") ? null : cell.value]));
const told = form.querySelector("[data-changed]");

form.querySelector("[data-arrows]").hidden = false;

form.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target;
  // In a text of several lines the arrows belong to the text.
  if (!step || from.tagName !== "INPUT" || event.altKey || event.ctrlKey || event.metaKey) return;
  const column = cells.filter((cell) => cell.dataset.column === from.dataset.column);
  const next = column[column.indexOf(from) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
});

form.addEventListener("input", () => {
  let changed = 0;
  for (const cell of cells) {
    const differs = cell.value !== stood.get(cell);
    cell.classList.toggle("is-changed", differs);
    changed += differs;
  }
  told.textContent = changed === 0 ? "" : changed === 1 ? "1 field is changed, not recorded yet." : `${changed} fields are changed, not recorded yet.`;
});
