/* A field in a cell, while it is edited: a list for choices, names to pick from for people, lines for texts. */

export function open(cell, column, text, label) {
  const choices = document.getElementById(`choices-${column.id}`);
  const field = choices ? list(choices, text) : document.createElement(column.kind === "text" ? "textarea" : "input");
  if (!choices) {
    field.value = text;
    field.maxLength = 2000;
    field.autocomplete = "off";
    field.spellcheck = column.kind === "text";
    if (column.kind === "text") field.rows = Math.min(8, Math.max(1, text.split("\n").length, Math.ceil(text.length / 34)));
    if (column.numeric) field.inputMode = "decimal";
    if (column.kind === "person") field.setAttribute("list", "people");
  }
  field.className = "grid-field";
  field.setAttribute("aria-label", label);
  if (cell.dataset.f) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", "sheet-says");
  }
  cell.replaceChildren(field);
  cell.classList.add("editing");
  field.focus();
  if (field.setSelectionRange) field.setSelectionRange(field.value.length, field.value.length);
  return field;
}

/* The choices, with nothing before them and with what was typed and does not fit. */
function list(choices, text) {
  const field = document.createElement("select");
  const offered = [...choices.options].map((each) => [each.value, each.textContent]);
  if (text && !offered.some(([value]) => value === text)) offered.unshift([text, text]);
  for (const [value, name] of [["", "Not stated"], ...offered]) field.add(new Option(name, value));
  field.value = text;
  return field;
}

/* Choose what begins with a letter, when a list was opened by typing it. */
export function begin(field, letter) {
  const wanted = letter.toLowerCase();
  const found = [...field.options].find((each) => each.value && each.textContent.trim().toLowerCase().startsWith(wanted));
  if (found) field.value = found.value;
}
