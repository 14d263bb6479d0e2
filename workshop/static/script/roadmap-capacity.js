/* Cells that were copied from a spreadsheet are pasted over the quarters, and the rows below; arrows go up and down. */

import { cellsOf } from "./worksheet-paste.js";

const rowsOf = (form) =>
  [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("[data-cell] input")]);

function placeOf(rows, field) {
  const down = rows.findIndex((row) => row.includes(field));
  return down < 0 ? null : [down, rows[down].indexOf(field)];
}

function paste(event, rows) {
  const place = placeOf(rows, event.target);
  const cells = cellsOf(event.clipboardData.getData("text/plain"));
  if (!place || (cells.length === 1 && cells[0].length === 1)) return;
  event.preventDefault();
  cells.forEach((row, down) =>
    row.forEach((text, along) => {
      const field = rows[place[0] + down]?.[place[1] + along];
      if (field) field.value = text.trim();
    }),
  );
}

function walk(event, rows) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const place = step && placeOf(rows, event.target);
  const field = place && rows[place[0] + step]?.[place[1]];
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

for (const form of document.querySelectorAll("[data-capacity]")) {
  const rows = rowsOf(form);
  form.addEventListener("paste", (event) => paste(event, rows));
  form.addEventListener("keydown", (event) => walk(event, rows));
}
