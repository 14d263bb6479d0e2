// The table of judgements: up and down between rows, and how many figures differ from what stands.

const form = document.querySelector("[data-judgements]");
const cells = [...form.querySelectorAll(".judging-figure input")];
const stood = new Map(cells.map((cell) => [cell, cell.getAttribute("aria-invalid") ? null : cell.defaultValue]));
const told = form.querySelector("[data-changed]");
const across = form.querySelector(".judging tbody tr:not(.part)").querySelectorAll(".judging-figure").length;

form.querySelector("[data-arrows]").hidden = false;

form.addEventListener("keydown", (event) => {
  const step = { ArrowDown: across, ArrowUp: -across }[event.key];
  const at = cells.indexOf(event.target);
  if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const next = cells[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
});

form.addEventListener("input", () => {
  let changed = 0;
  for (const cell of cells) {
    const differs = cell.value.trim() !== stood.get(cell);
    cell.classList.toggle("is-changed", differs);
    changed += differs;
  }
  told.textContent = changed === 0 ? "" : changed === 1 ? "1 figure is changed, not recorded yet." : `${changed} figures are changed, not recorded yet.`;
});
