/* The rows and cells of a worksheet on its page. What a cell is edited in, its revision and its fault stand in
   data-t, data-r and data-f, where they are not what one would think. */

export const letters = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((each) => (each % 36).toString(36)).join("");

export class Table {
  constructor(element) {
    this.element = element;
    this.body = element.tBodies[0];
    this.columns = [...element.tHead.rows[0].cells].slice(1).map((head) => ({
      id: head.dataset.id,
      kind: head.dataset.kind,
      name: head.firstChild.textContent.trim(),
      told: head.dataset.told,
      numeric: ["number", "money", "percentage"].includes(head.dataset.kind),
    }));
    this.at = new Map(this.columns.map((column, place) => [column.id, place]));
    this.rows = new Map([...this.body.rows].map((row) => [row.dataset.key, row]));
    this.home = "";
  }

  row(key) {
    return this.rows.get(key);
  }

  cell(key, field) {
    return this.rows.get(key)?.cells[(this.at.get(field) ?? -2) + 1];
  }

  column(cell) {
    return this.columns[cell.cellIndex - 1];
  }

  text(cell) {
    return cell.dataset.t ?? cell.textContent;
  }

  revision(cell) {
    return Number(cell.dataset.r ?? (this.text(cell) ? 1 : 0));
  }

  /* Let a cell be as the server tells it, or as it was just typed. */
  put(cell, { text, revision, shown = text, fault = "", pending = false }) {
    cell.textContent = shown;
    set(cell, "t", text === shown ? null : text);
    set(cell, "r", String(revision));
    set(cell, "f", fault || null);
    cell.classList.toggle("bad", Boolean(fault));
    cell.classList.toggle("pending", pending);
    if (fault) cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
    if (fault && !cell.dataset.label) cell.dataset.label = this.column(cell).name;
  }

  /* A new row: above another one, or at the end, before the row that waits to be typed in. */
  make(key, before = null) {
    const row = document.createElement("tr");
    row.dataset.key = key;
    const head = document.createElement("th");
    head.scope = "row";
    row.append(head);
    this.columns.forEach((column, place) => {
      const cell = row.insertCell();
      if (column.numeric) cell.className = "n";
      cell.setAttribute("aria-colindex", place + 2);
    });
    head.setAttribute("aria-colindex", 1);
    this.body.insertBefore(row, before);
    this.rows.set(key, row);
    return row;
  }

  remove(row) {
    this.rows.delete(row.dataset.key);
    row.remove();
  }

  /* Put a row where its place is among the others. */
  settle(row, place) {
    if (row.dataset.place === String(place)) return false;
    row.dataset.place = place;
    const after = [...this.body.rows].find(
      (each) => each !== row && (each.classList.contains("fresh") || Number(each.dataset.place ?? Infinity) > place),
    );
    if (row.nextElementSibling === (after ?? null)) return false;
    this.body.insertBefore(row, after ?? null);
    return true;
  }

  isEmpty(row) {
    return [...row.cells].slice(1).every((cell) => !this.text(cell));
  }

  /* Number the rows, for those who see and for those who listen. */
  number() {
    let number = 0;
    for (const row of this.body.rows) {
      number++;
      const isFresh = row.classList.contains("fresh");
      const label = isFresh ? `fresh ${number}` : String(number);
      if (row.dataset.number === label) continue;
      row.dataset.number = label;
      row.setAttribute("aria-rowindex", number + 1);
      const head = row.cells[0];
      if (isFresh) {
        head.replaceChildren(unseen("New row"));
        continue;
      }
      const link = head.querySelector("a") ?? document.createElement("a");
      link.href = `${this.home}/rows/${row.dataset.key}`;
      link.tabIndex = -1;
      link.replaceChildren(unseen("Row "), String(number));
      head.replaceChildren(link);
    }
    this.element.setAttribute("aria-rowcount", number + 1 + (this.element.tFoot ? 1 : 0));
    this.element.tFoot?.rows[0].setAttribute("aria-rowindex", number + 2);
  }

  get faults() {
    return [...this.body.querySelectorAll("td.bad")];
  }
}

function set(element, name, value) {
  if (value === null) delete element.dataset[name];
  else element.dataset[name] = value;
}

export function unseen(text) {
  const found = document.createElement("span");
  found.className = "unseen";
  found.textContent = text;
  return found;
}
