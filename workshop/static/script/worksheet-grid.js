/* The table as a grid: one stop of the tab key, arrows between cells, Enter or F2 or typing to edit. It tells what
   was done by `done(changes, undoing)`; nothing is stored here. */

import { begin, open } from "./worksheet-editor.js";
import { cellOf, cellsOf } from "./worksheet-paste.js";
import { letters } from "./worksheet-table.js";

const PAGE = 15;
const MOST_PASTED = 10000;

export class Grid {
  #field = null;
  #closing = false;
  #undos = [];
  #gone = new Map();
  #pressedAgain = false;

  constructor(table, { done, tell }) {
    Object.assign(this, { table, done, tell });
    this.says = document.getElementById("sheet-says");
    this.#take();
    this.freshen();
    this.#go(this.table.body.rows[0].cells[1], false);
    const element = table.element;
    element.addEventListener("keydown", (event) => this.#key(event));
    element.addEventListener("mousedown", (event) => this.#press(event));
    element.addEventListener("dblclick", (event) => event.target.closest("td") === this.at && !this.#field && this.edit());
    element.addEventListener("click", (event) => this.#touch(event));
    element.addEventListener("focusin", () => this.#say());
    element.addEventListener("focusout", (event) => event.target === this.#field && this.#close(true));
    element.addEventListener("paste", (event) => this.#paste(event));
    for (const kind of ["copy", "cut"]) element.addEventListener(kind, (event) => this.#copy(event));
  }

  /* Turn the table into a grid for those who listen. */
  #take() {
    const { element, body } = this.table;
    element.setAttribute("role", "grid");
    element.setAttribute("aria-colcount", this.table.columns.length + 1);
    const whole = [element.tHead.rows[0], ...body.rows, ...(element.tFoot?.rows ?? [])];
    for (const row of whole) {
      for (let place = 0; place < row.cells.length; place++) row.cells[place].setAttribute("aria-colindex", place + 1);
    }
    element.tHead.rows[0].setAttribute("aria-rowindex", 1);
    for (const link of body.querySelectorAll("th a")) link.tabIndex = -1;
    for (const cell of this.table.faults) cell.setAttribute("aria-invalid", "true");
    element.closest(".scroll").removeAttribute("tabindex");
  }

  get editing() {
    return this.#field?.closest("td") ?? null;
  }

  get row() {
    return this.at.parentElement;
  }

  get canUndo() {
    return this.#undos.length > 0;
  }

  /* Have a row at the end that waits to be typed in. */
  freshen() {
    if (!this.table.body.rows[this.table.body.rows.length - 1]?.classList.contains("fresh")) {
      this.table.make(letters()).classList.add("fresh");
    }
    this.table.number();
  }

  /* Go to a cell, or to the first one of a row. */
  goTo(cell) {
    this.#go(cell);
  }

  #go(cell, focused = true) {
    if (!cell) return;
    if (this.at) this.at.removeAttribute("tabindex");
    this.at?.removeAttribute("aria-describedby");
    this.at = cell;
    cell.tabIndex = 0;
    this.#say();
    if (focused) {
      cell.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  /* Say it anew, after the server told something. */
  refresh() {
    this.#say();
  }

  /* Say what is wrong with the cell, what goes into it, and all of a text that is cut off. */
  #say() {
    const column = this.table.column(this.at);
    const cut = !this.#field && this.at.scrollWidth > this.at.clientWidth ? this.at.textContent : "";
    const fault = this.at.dataset.f ?? "";
    const parts = column ? [fault, cut || column.told] : [];
    this.says.replaceChildren();
    if (column && !fault.startsWith(column.name)) this.says.append(bold(`${column.name}: `));
    this.says.append(parts.filter(Boolean).join(" "));
    this.says.classList.toggle("is-bad", Boolean(this.at.dataset.f));
    this.says.hidden = false;
    if (this.at.dataset.f) this.at.setAttribute("aria-describedby", "sheet-says");
  }

  #press(event) {
    const cell = event.target.closest("td, tbody th");
    if (!cell || event.target === this.#field || this.#field?.contains(event.target) || event.target.closest("a")) return;
    if (cell.closest("tfoot")) return;
    event.preventDefault();
    this.#close(true);
    this.#pressedAgain = cell === this.at;
    this.#go(cell);
  }

  /* A finger has no second click: pressing the cell that one is at edits it. */
  #touch(event) {
    if (event.pointerType === "touch" && this.#pressedAgain && !this.#field && this.at.contains(event.target)) this.edit();
  }

  #key(event) {
    if (this.#field) return this.#keyInField(event);
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "z" && !event.shiftKey) this.undo();
    else if (control && !["Home", "End"].includes(event.key)) return;
    else if (event.altKey) return;
    else if (event.key in MOVES) this.#go(this.#to(MOVES[event.key](this, control)));
    else if (event.key === "Delete" || event.key === "Backspace") this.write(this.at, "");
    else if (event.key === "Enter" || event.key === "F2") {
      if (this.at.cellIndex) this.edit();
      else this.at.querySelector("a")?.click();
    } else if (event.key.length === 1 || event.key === "Process") {
      // The letter itself goes into the field, which has the focus by then.
      if (this.at.cellIndex) this.edit(event.key);
      if (this.#field?.options && event.key.length === 1) event.preventDefault();
      return;
    } else return;
    event.preventDefault();
  }

  #keyInField(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.#close(false, () => this.at);
    else if (event.key === "Enter" && event.altKey && this.#field.tagName === "TEXTAREA") {
      this.#field.setRangeText("\n", this.#field.selectionStart, this.#field.selectionEnd, "end");
    } else if (event.key === "Enter") this.#close(true, () => this.#to([event.shiftKey ? -1 : 1, 0]));
    else if (event.key === "Tab") this.#close(true, () => this.#beside(event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
  }

  /* The cell so many rows and columns away, or the last one on the way there. */
  #to([down, along]) {
    const rows = this.table.body.rows;
    const row = rows[Math.max(0, Math.min(rows.length - 1, this.row.sectionRowIndex + down))];
    return row.cells[Math.max(0, Math.min(row.cells.length - 1, this.at.cellIndex + along))];
  }

  /* The next cell, or the first one of the next row. */
  #beside(step) {
    const place = this.at.cellIndex + step;
    if (place >= 1 && place < this.row.cells.length) return this.row.cells[place];
    const row = step > 0 ? this.row.nextElementSibling : this.row.previousElementSibling;
    return row ? row.cells[step > 0 ? 1 : row.cells.length - 1] : this.at;
  }

  edit(typed = null) {
    const cell = this.at;
    const column = this.table.column(cell);
    if (!column || this.#field) return;
    this.before = { shown: cell.textContent, text: this.table.text(cell), revision: this.table.revision(cell) };
    const label = `${column.name}, row ${this.row.sectionRowIndex + 1}`;
    const letter = typed && typed.length === 1;
    this.#field = open(cell, column, letter && !document.getElementById(`choices-${column.id}`) ? "" : this.before.text, label);
    if (letter && this.#field.options) begin(this.#field, typed);
    this.#say();
  }

  /* Leave the field, with what was typed or without it, and go on to a cell: writing may have made its row. */
  #close(keeps, next = null) {
    if (!this.#field || this.#closing) return;
    this.#closing = true;
    const cell = this.editing;
    const text = this.#field.value.trim();
    this.#field = null;
    cell.classList.remove("editing");
    cell.textContent = this.before.shown;
    this.#closing = false;
    if (keeps && text !== this.before.text) this.write(cell, text, this.before);
    if (next) this.#go(next());
  }

  /* Write into a cell, and say so. */
  write(cell, text, { revision = this.table.revision(cell) } = {}) {
    this.#do([[cell, text, revision]]);
  }

  #do(cells, also = [], undoAlso = []) {
    const [changes, back] = [[...also], []];
    for (const [cell, text, revision] of cells) {
      const was = this.table.text(cell);
      if (!this.table.column(cell) || was === text) continue;
      const row = cell.parentElement;
      if (row.classList.contains("fresh")) {
        row.classList.remove("fresh");
        changes.push({ do: "add", row: row.dataset.key });
        back.unshift({ do: "remove", row: row.dataset.key });
      }
      const field = this.table.column(cell).id;
      changes.push({ row: row.dataset.key, field, text, was, revision: revision ?? this.table.revision(cell) });
      back.push({ row: row.dataset.key, field, text: was });
      this.table.put(cell, { text, revision: this.table.revision(cell), pending: true });
    }
    if (!changes.length) return;
    this.#undos.push([...back, ...undoAlso]);
    this.freshen();
    this.done(changes);
    this.#say();
  }

  /* Put a new row above the one that one is at. */
  insert() {
    this.#close(true);
    const above = this.row;
    if (above.classList.contains("fresh")) return this.#go(above.cells[1]);
    const row = this.table.make(letters(), above);
    this.#undos.push([{ do: "remove", row: row.dataset.key }]);
    this.table.number();
    this.done([{ do: "add", row: row.dataset.key, above: above.dataset.key }]);
    this.#go(row.cells[1]);
  }

  /* Take away the row that one is at; undoing brings it back. */
  remove() {
    this.#close(true);
    const row = this.row;
    if (row.classList.contains("fresh")) return;
    const number = row.sectionRowIndex + 1;
    this.#undos.push([{ do: "restore", row: row.dataset.key }]);
    this.#gone.set(row.dataset.key, [row, row.nextElementSibling]);
    this.take(row);
    this.done([{ do: "remove", row: row.dataset.key }]);
    this.tell(`Row ${number} is removed.`, "Undo", () => this.undo());
  }

  /* Take a row off the page, and go on to its neighbour. */
  take(row) {
    const here = this.row === row;
    const had = row.contains(document.activeElement);
    const [place, next] = [this.at.cellIndex, row.nextElementSibling ?? row.previousElementSibling];
    if (here && this.#field) this.#close(true);
    this.table.remove(row);
    this.freshen();
    if (here) this.#go((next.isConnected ? next : this.table.body.rows[0]).cells[place], had);
  }

  /* Undo the last thing that was done on this page. */
  undo() {
    const changes = this.#undos.pop();
    if (!changes) return;
    const sent = [];
    let first = null;
    for (const change of changes) {
      const cell = change.field ? this.table.cell(change.row, change.field) : null;
      if (change.do === "remove" && this.table.row(change.row)) this.take(this.table.row(change.row));
      if (change.do === "restore") first ??= this.#back(change.row);
      if (change.field && !cell) continue;
      if (cell) {
        sent.push({ ...change, was: this.table.text(cell), revision: this.table.revision(cell) });
        this.table.put(cell, { text: change.text, revision: this.table.revision(cell), pending: true });
        first ??= cell;
      } else sent.push(change);
    }
    if (first) this.#go(first);
    this.tell("");
    this.done(sent);
  }

  /* Put a row that was taken away here back to where it was, and return its first cell. */
  #back(key) {
    const [row, next] = this.#gone.get(key) ?? [];
    if (!row || this.table.row(key)) return null;
    this.table.body.insertBefore(row, next?.isConnected ? next : this.table.body.lastElementChild);
    this.table.rows.set(key, row);
    this.table.number();
    return row.cells[1];
  }

  #copy(event) {
    if (this.#field || !this.at.cellIndex || !this.at.contains(document.activeElement)) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", cellOf(this.table.text(this.at)));
    if (event.type === "cut") this.write(this.at, "");
  }

  #paste(event) {
    if (this.#field) return;
    event.preventDefault();
    const pasted = cellsOf(event.clipboardData.getData("text/plain"));
    const start = Math.max(1, this.at.cellIndex);
    const width = this.table.columns.length + 1 - start;
    const count = pasted.reduce((sum, row) => sum + row.length, 0);
    if (count > MOST_PASTED) return this.tell("That is too much to paste. Import it as a spreadsheet.");
    const cells = [];
    let [beyond, row] = [0, this.row];
    pasted.forEach((texts, at) => {
      if (at) row = row.nextElementSibling ?? this.#more();
      beyond += texts.slice(width).filter((text) => text.trim()).length;
      texts.slice(0, width).forEach((text, place) => cells.push([row.cells[start + place], text.trim().slice(0, 2000)]));
    });
    this.#do(cells);
    const long = pasted.flat().filter((text) => text.trim().length > 2000).length;
    const told = [`${count - beyond} ${count - beyond === 1 ? "cell" : "cells"} pasted.`];
    if (beyond) told.push(`${beyond} had no column here and ${beyond === 1 ? "is" : "are"} left out.`);
    if (long) told.push(`${long} ${long === 1 ? "was" : "were"} cut at 2,000 characters.`);
    this.tell(told.join(" "), "Undo", () => this.undo());
    this.#go(this.at);
  }

  #more() {
    const row = this.table.make(letters());
    row.classList.add("fresh");
    return row;
  }

  /* Go to the next cell that is to be mended. */
  mend() {
    const after = (cell) => this.at.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING;
    const found = this.table.faults;
    this.#go(found.find((cell) => cell !== this.at && after(cell)) ?? found[0]);
  }
}

const MOVES = {
  ArrowUp: () => [-1, 0],
  ArrowDown: () => [1, 0],
  ArrowLeft: ({ at }) => [0, rightward(at) ? 1 : -1],
  ArrowRight: ({ at }) => [0, rightward(at) ? -1 : 1],
  Home: (_grid, control) => [control ? -1e9 : 0, -1e9],
  End: (_grid, control) => [control ? 1e9 : 0, 1e9],
  PageUp: () => [-PAGE, 0],
  PageDown: () => [PAGE, 0],
};

const rightward = (cell) => getComputedStyle(cell).direction === "rtl";

function bold(text) {
  const found = document.createElement("b");
  found.textContent = text;
  return found;
}
