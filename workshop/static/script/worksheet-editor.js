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

const PAUSE = 1000; // after which a letter begins a new word

/* Choose by typing: the first letter opened the list, and the browser's own search would begin after it.
   One letter again and again goes through what begins with it; what fits nothing chooses nothing. */
export function begin(field, letter) {
  let typed = "";
  let last = 0;
  const offered = [...field.options].filter((each) => each.value);
  const fitting = (text) => offered.filter((each) => each.textContent.trim().toLowerCase().startsWith(text));

  const take = (key, now) => {
    typed = now - last > PAUSE ? key.toLowerCase() : typed + key.toLowerCase();
    last = now;
    const [first] = typed;
    const again = typed.length > 1 && [...typed].every((each) => each === first);
    const found = fitting(again ? first : typed);
    const place = again ? (found.findIndex((each) => each.selected) + 1) % found.length : 0;
    if (found.length || typed.length > 1) field.value = found[place]?.value ?? "";
  };

  take(letter, performance.now());
  field.addEventListener("keydown", (event) => {
    const letters = [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!letters || (event.key === " " && event.timeStamp - last > PAUSE)) return;
    event.preventDefault();
    take(event.key, event.timeStamp);
  });
}
