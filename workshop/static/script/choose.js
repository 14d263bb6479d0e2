/* Keeps the button of a list of people telling how many are chosen: <form data-choose>, whose button says
   "Write to 24 people" by data-one and data-many. Without scripts the server tells it after the button. */

for (const form of document.querySelectorAll("form[data-choose]")) {
  const button = form.querySelector("button[data-many]");
  const counted = form.elements.counted;
  if (!button) continue;

  const tell = () => {
    // A tick may stand for many: data-people.
    const ticked = [...form.querySelectorAll("input[name=person]:checked")];
    const chosen = ticked.reduce((sum, each) => sum + Number(each.dataset.people ?? 1), 0);
    counted.value = chosen;
    const words = chosen === 1 ? button.dataset.one : button.dataset.many;
    button.textContent = words.replace("#", chosen.toLocaleString("en"));
  };
  form.addEventListener("change", tell);
  // Going back, a browser restores what was ticked, after the page was read.
  addEventListener("pageshow", tell);
}
