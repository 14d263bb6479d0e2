/* Helps to choose among many checkboxes in folded parts: finds as one types, and counts what is chosen.
   <fieldset data-picking> holds details with labels; without scripts the parts are unfolded by hand. */

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function begin(group) {
  const input = group.querySelector("[data-find]");
  const found = group.querySelector("[data-found]");
  const picked = group.querySelector("[data-picked]");
  const parts = [...group.querySelectorAll("details")].map((part) => {
    const labels = [...part.querySelectorAll("label")];
    const name = plain(part.querySelector("summary > span").textContent);
    return { part, open: part.open, labels, texts: labels.map((label) => `${name} ${plain(label.textContent)}`) };
  });

  const show = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let total = 0;
    for (const { part, open, labels, texts } of parts) {
      let kept = 0;
      labels.forEach((label, place) => {
        label.hidden = !words.every((word) => texts[place].includes(word));
        kept += !label.hidden;
      });
      part.hidden = kept === 0;
      part.open = words.length ? kept > 0 : open || part.querySelector(":checked") !== null;
      total += kept;
    }
    found.textContent = words.length ? `${total} found` : "";
  };

  const tell = () => {
    const chosen = group.querySelectorAll("input[type=checkbox]:checked").length;
    picked.textContent = chosen ? `${chosen} chosen.` : "";
    for (const { part, labels } of parts) {
      const its = part.querySelectorAll(":checked").length;
      part.querySelector("[data-count]").textContent = its ? `${its} of ${labels.length}` : `${labels.length}`;
    }
  };

  input.closest("[hidden]").hidden = false;
  input.addEventListener("input", show);
  // What is found is here already; Enter would send the whole form.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  group.addEventListener("change", tell);
  addEventListener("pageshow", tell);
}

for (const group of document.querySelectorAll("[data-picking]")) begin(group);
