/* A plan's forms: what is of no use for what is chosen steps aside, and a component's choice and the ticks of its
   capabilities follow each other. Without scripts everything is there, and the server works it out. */

for (const form of document.querySelectorAll("form")) {
  const opens = form.querySelectorAll("input[name=opens]");
  const later = form.querySelector(".plan-later");
  if (later) {
    const show = () => {
      later.hidden = ![...opens].some((each) => each.checked && each.value === "later");
    };
    form.addEventListener("change", show);
    addEventListener("pageshow", show);
  }

  const picks = form.querySelector("#picks")?.closest(".field");
  if (picks) {
    const show = () => {
      picks.hidden = form.elements.importance.value !== "picks";
    };
    form.addEventListener("change", show);
    addEventListener("pageshow", show);
  }

  const split = form.querySelector(".plan-split");
  if (split) {
    const show = () => {
      split.hidden = form.elements.choice.value !== "practice";
    };
    form.addEventListener("change", show);
    addEventListener("pageshow", show);
  }
}

for (const row of document.querySelectorAll(".plan-row")) {
  const choices = [...row.querySelectorAll("input[type=radio]")];
  const ticks = [...row.querySelectorAll("input[type=checkbox]")];
  const count = row.querySelector("summary .quiet");
  const choose = (value) => {
    for (const each of choices) each.checked = each.value === value;
  };
  const tell = () => {
    if (count) count.textContent = `${ticks.filter((each) => each.checked).length} of ${ticks.length}`;
  };
  row.addEventListener("change", ({ target }) => {
    if (target.type === "radio") {
      if (target.value === "some") row.querySelector("details").open = true;
      else for (const each of ticks) each.checked = target.value === "all" || (target.value === "short" && "short" in each.dataset);
    } else {
      const chosen = ticks.filter((each) => each.checked);
      choose(chosen.length === 0 ? "none" : chosen.length === ticks.length ? "all" : "some");
    }
    tell();
  });
}

// A phone is narrow: where windows may be opened, the preview gets one of its width.
for (const link of document.querySelectorAll("a[data-phone]")) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || innerWidth < 700) return;
    if (open(link.href, "preview", "popup,width=390,height=800")) event.preventDefault();
  });
}
