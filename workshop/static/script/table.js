/* Filters a table as one types, where all its rows are on the page: <input data-filters="id of the table">.
   The rows found are counted in a live region. Without scripts the form around the input asks the server. */

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function begin(input, table) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const texts = rows.map((row) => plain(row.textContent));
  const told = document.createElement("p");
  told.className = "found";
  told.setAttribute("role", "status");
  input.closest(".filters, form, .field").after(told);

  const show = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    rows.forEach((row, place) => {
      const kept = words.every((word) => texts[place].includes(word));
      row.hidden = !kept;
      found += kept;
    });
    told.textContent = words.length ? `${found} of ${rows.length} shown` : "";
  };

  input.addEventListener("input", show);
  // The rows are here already; Enter need not fetch them.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  if (input.value) show();
}

for (const input of document.querySelectorAll("input[data-filters]")) {
  const table = document.getElementById(input.dataset.filters);
  if (table) begin(input, table);
}
