/* Beside each colour that is typed (data-colour="first" or "second") a field to pick it, and a sample that shows
   both at once. What the tones become is worked out by the server, in the stylesheet that the sample asks for. */

const sample = document.querySelector("[data-sample]");
const said = document.querySelector(".colour-said");
const fields = ["first", "second"].map((name) => document.querySelector(`[data-colour=${name}]`));

const plain = (text) => {
  const digits = text.trim().replace(/^#/, "").toUpperCase();
  if (/^[0-9A-F]{3}$/.test(digits)) return digits.replace(/./g, "$&$&");
  return /^[0-9A-F]{6}$/.test(digits) ? digits : null;
};

let latest;
function show() {
  const [first, second] = fields.map((field) => plain(field.value));
  if (!sample || !first || !second) return;
  const pair = `${first}-${second}`;
  if (sample.classList.contains(`brand-${pair}`) || latest === pair) return;
  latest = pair;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = `/brand.css?of=${pair}`;
  sheet.addEventListener("load", () => {
    if (latest !== pair) return;
    sample.className = `colour-sample brand-${pair}`;
    if (said) said.innerHTML = "<li>Save to have these measured.</li>";
  });
  document.head.append(sheet);
}

for (const field of fields.filter(Boolean)) {
  const picker = document.createElement("input");
  picker.type = "color";
  picker.className = "input";
  picker.setAttribute("aria-label", `Pick the ${field.dataset.colour} colour`);
  const row = document.createElement("div");
  row.className = "colour-field";
  const [held, start, end] = [document.activeElement === field, field.selectionStart, field.selectionEnd];
  field.replaceWith(row);
  row.append(field, picker);
  // What is moved loses the focus; someone may be typing already.
  if (held) field.focus();
  if (held) field.setSelectionRange(start, end);
  const take = () => {
    const digits = plain(field.value);
    if (digits) picker.value = `#${digits.toLowerCase()}`;
  };
  take();
  field.addEventListener("input", () => {
    take();
    show();
  });
  picker.addEventListener("input", () => {
    field.value = picker.value.toUpperCase();
  });
  // While a colour is being picked the field follows; the sample waits until it is chosen.
  picker.addEventListener("change", show);
}
