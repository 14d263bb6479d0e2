/* Lengthens the lists of an initiative's form in place, and shows the quarters that it takes.
   Without scripts the same buttons send the form, which comes back with one row more. */

const form = document.querySelector(".initiative-form");
const NUMBERED = ["id", "name", "for", "aria-describedby", "aria-label"];

/* Rows are numbered from 0 in names, from 1 in what is read out. */
function renumber(row, list, number) {
  for (const node of [row, ...row.querySelectorAll("*")]) {
    for (const name of NUMBERED) {
      const value = node.getAttribute(name);
      if (!value) continue;
      node.setAttribute(
        name,
        name === "aria-label"
          ? value.replace(/\d+/, number + 1)
          : value.replaceAll(new RegExp(`\\b${list}-\\d+`, "g"), `${list}-${number}`),
      );
    }
  }
}

function emptied(row) {
  for (const fault of row.querySelectorAll(".said")) fault.remove();
  for (const entry of row.querySelectorAll("input, select, textarea")) {
    entry.classList.remove("is-bad");
    entry.removeAttribute("aria-invalid");
    if (entry.matches("select")) {
      for (const option of entry.options) option.defaultSelected = false;
      const usual = [...entry.options].find((option) => option.value === "secondary");
      entry.value = usual ? usual.value : entry.options[0].value;
    } else {
      entry.value = "";
      entry.defaultValue = "";
    }
  }
  return row;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-more]");
  if (!button) return;
  event.preventDefault();
  const rows = button.closest("[data-rows]").querySelectorAll(".form-row");
  const last = rows[rows.length - 1];
  const row = emptied(last.cloneNode(true));
  renumber(row, button.dataset.more, rows.length);
  last.after(row);
  row.querySelector("input, select, textarea").focus();
});

const length = form.querySelector("[data-quarters]");

function show() {
  const typed = Number(length.value);
  if (!Number.isInteger(typed) || typed < 1 || typed > 12) return;
  let last = typed;
  for (const cell of form.querySelectorAll("td[data-quarter]")) {
    if (cell.querySelector("input").value.trim()) last = Math.max(last, Number(cell.dataset.quarter));
  }
  for (const cell of form.querySelectorAll("[data-quarter]")) cell.hidden = Number(cell.dataset.quarter) > last;
}

form.querySelector("[data-redraw]").hidden = true;
length.addEventListener("input", show);
