/* What is chosen is added up against the time that is planned, and the questions open for one's own choice. */

const form = document.getElementById("plan");
const told = form.querySelector("[data-sum]");
const choice = form.querySelector("[data-own-choice]");

function show() {
  const data = form.dataset;
  const guide = form.elements.guide.value;
  const picked = [...form.querySelectorAll("input[name=questions]:checked")];
  const asked = guide === "own" ? picked.reduce((all, each) => all + Number(each.dataset.minutes), 0) : Number(data[guide] ?? 0);
  const own = form.elements.own.value.split("\n").filter((line) => line.trim()).length * Number(data.own);
  const more = (form.elements.charter?.checked ? Number(data.charter) : 0) + (form.elements.points.checked ? Number(data.points) : 0);
  const all = asked + own + more;
  const planned = Number(form.elements.minutes.value) || 0;
  told.hidden = false;
  told.textContent = all > planned ? `${all} minutes for ${planned}: plan more time, or ask less.` : `${all} of ${planned} minutes.`;
  told.classList.toggle("is-over", all > planned);
}

form.addEventListener("change", (event) => {
  if (event.target.name === "guide" && event.target.value === "own") choice.open = true;
  if (event.target.name === "questions") form.elements.guide.value = "own";
  show();
});
form.addEventListener("input", show);
show();

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const finder = form.querySelector("[data-find]");

/* Whoever is chosen stays in sight, whatever is looked for. */
function find() {
  const words = plain(finder.value).split(/\s+/).filter(Boolean);
  const labels = [...form.querySelectorAll("[data-people] label:has(input[name=people])")];
  for (const each of labels) each.hidden = !each.querySelector(":checked") && !words.every((word) => plain(each.textContent).includes(word));
  if (words.length) for (const part of form.querySelectorAll("[data-people] details")) part.open = true;
  const chosen = labels.filter((each) => each.querySelector(":checked")).length;
  const found = labels.filter((each) => !each.hidden).length;
  form.querySelector("[data-found]").textContent = [words.length ? `${found} shown` : "", chosen ? `${chosen} chosen` : ""].filter(Boolean).join(", ");
}

if (finder) {
  form.querySelector("[data-finding]").hidden = false;
  form.querySelector("[data-people]").addEventListener("input", find);
  finder.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  find();
}
