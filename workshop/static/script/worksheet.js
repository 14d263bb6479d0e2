/* A worksheet's page: its table becomes a grid on wide screens, what is done in it is saved deed by deed, and what
   others do comes in every few seconds while the page is seen. Without scripts, and on phones, rows have forms. */

import { outbox, post } from "./outbox.js";
import { Grid } from "./worksheet-grid.js";
import { letters, Table } from "./worksheet-table.js";

const WIDE = matchMedia("(min-width: 48.01rem)");
const EVERY = 5000;
const SLOWEST = 60000;

const sheet = document.getElementById("sheet");
const told = document.getElementById("sheet-told");
const buttons = Object.fromEntries(
  ["add", "insert", "remove", "undo", "next"].map((name) => [name, document.getElementById(`sheet-${name}`)]),
);

let grid = null;
let version = Number(sheet.dataset.version);
let pause = EVERY;

function start() {
  if (grid || !WIDE.matches) return;
  const table = new Table(document.getElementById("sheet-grid"));
  table.home = sheet.dataset.at;
  const box = outbox(sheet.dataset.box, send, show, arrived);
  const done = (changes) => {
    box.put(letters(), { changes });
    box.wake();
    count();
  };
  grid = new Grid(table, { done, tell: say });
  Object.assign(grid, { box });
  buttons.insert.addEventListener("click", () => grid.insert());
  buttons.remove.addEventListener("click", () => grid.remove());
  buttons.undo.addEventListener("click", () => grid.undo());
  buttons.next.addEventListener("click", () => grid.mend());
  buttons.add.addEventListener("click", (event) => {
    if (!WIDE.matches) return;
    event.preventDefault();
    grid.goTo(table.body.rows[table.body.rows.length - 1].cells[1]);
  });
  for (const each of [buttons.insert, buttons.remove, buttons.undo, document.getElementById("sheet-keys")]) each.hidden = false;
  sheet.classList.add("is-grid");
  again(box);
  count();
  wait();
}

/* Show what this device has not sent yet, and send it. */
function again(box) {
  for (const { changes } of box.entries().values()) for (const change of changes) replay(change);
  grid.freshen();
  show("saved");
  if (!box.empty) box.wake();
}

function replay({ do: deed = "cell", row, field, text, above }) {
  const { table } = grid;
  const there = table.row(row);
  if (deed === "remove" && there) return grid.take(there);
  if (deed === "add" && !there) table.make(row, table.row(above) ?? fresh());
  if (deed !== "cell") return;
  if (!there) table.make(row, fresh());
  const cell = table.cell(row, field);
  if (cell) table.put(cell, { text, revision: table.revision(cell), pending: true });
}

const fresh = () => grid.table.body.querySelector("tr.fresh");

function send(name, { changes }) {
  return post(`${sheet.dataset.at}/save`, { name, changes, since: version }, sheet.dataset.token);
}

function arrived(_name, { changes }, answer) {
  for (const { row, field } of changes) {
    if (field && !waiting().has(`${row}.${field}`)) grid.table.cell(row, field)?.classList.remove("pending");
  }
  take(answer, new Set(changes.map((each) => each.row)));
  fitted(changes.filter((each) => each.field));
  for (const each of answer.refused ?? []) refused(each);
  for (const each of answer.overwritten ?? []) overwritten(each);
}

/* Say what is wrong with the one cell that was typed: whoever typed it has gone on to the next. */
let misfit = false;
function fitted(written) {
  const cell = written.length === 1 ? grid.table.cell(written[0].row, written[0].field) : null;
  const fault = cell?.dataset.f;
  if (fault && written[0].text) {
    const name = grid.table.column(cell).name;
    say(`${name} in row ${cell.parentElement.sectionRowIndex + 1}: ${fault}`);
  } else if (misfit) say("");
  misfit = Boolean(fault);
}

/* The cells that wait to be sent: what others did to them is not shown over what was typed. */
function waiting() {
  const found = new Set();
  for (const { changes } of grid.box.entries().values()) for (const { row, field } of changes) found.add(`${row}.${field}`);
  return found;
}

/* Show what the server tells, unless something later was shown already. */
function take(answer, mine = new Set()) {
  if (answer.version === version && !answer.rows) return;
  if (answer.version < version && mine.size) return;
  version = answer.version;
  const kept = waiting();
  for (const each of answer.rows ?? []) row(each, kept, mine);
  grid.freshen();
  grid.refresh();
  sums(answer.totals ?? {});
  count();
}

function row({ key, place, removed, cells }, kept, mine) {
  const { table } = grid;
  let found = table.row(key);
  if (removed) {
    if (!found || kept.has(`${key}.undefined`)) return;
    const number = found.sectionRowIndex + 1;
    grid.take(found);
    if (!mine.has(key)) say(`Row ${number} was removed by someone else.`, "Bring it back", () => back(key));
    return;
  }
  if (found?.classList.contains("fresh")) found.classList.remove("fresh");
  if (!found) {
    if (kept.has(`${key}.undefined`)) return; // removed here, and not sent yet
    found = table.make(key, fresh());
  }
  const focused = found.contains(document.activeElement) && !grid.editing;
  if (table.settle(found, place) && focused) grid.goTo(grid.at);
  table.columns.forEach((column, at) => {
    const cell = found.cells[at + 1];
    if (cell === grid.editing || kept.has(`${key}.${column.id}`)) return;
    const [text, revision, shown, fault] = cells[column.id] ?? ["", 0, "", ""];
    if (table.text(cell) === text && table.revision(cell) === revision && (cell.dataset.f ?? "") === fault && cell.textContent === shown) {
      cell.classList.remove("pending");
    } else table.put(cell, { text, revision, shown, fault });
  });
}

function back(key) {
  const box = grid.box;
  box.put(letters(), { changes: [{ do: "restore", row: key }] });
  box.wake();
  say("");
}

function overwritten({ row: key, field, was, shown }) {
  const cell = grid.table.cell(key, field);
  if (!cell) return;
  const where = `${grid.table.column(cell).name} in row ${cell.parentElement.sectionRowIndex + 1}`;
  say(`Someone else had written “${shown.slice(0, 200)}” in ${where}. Yours stands there now.`, "Put theirs back", () => {
    grid.write(cell, was);
    say("");
  });
}

function refused({ row: key, field, said }) {
  const cell = grid.table.cell(key, field);
  if (cell) {
    const text = grid.table.text(cell);
    grid.table.put(cell, { text, revision: grid.table.revision(cell), shown: cell.textContent, fault: said });
  }
  say(said);
}

function sums(totals) {
  for (const cell of document.querySelectorAll("[data-total]")) {
    const [sum, out] = totals[cell.dataset.total] ?? ["", ""];
    cell.querySelector("b").textContent = sum;
    cell.querySelector("small").textContent = out;
  }
}

/* Say how the worksheet stands, and which buttons have something to do. */
function count() {
  const { table } = grid;
  const rows = [...table.body.rows].filter((each) => !table.isEmpty(each)).length;
  const faults = table.faults.length;
  const many = (number, one, more) => `${number.toLocaleString("en")} ${number === 1 ? one : more}`;
  const mend = faults ? `${many(faults, "cell", "cells")} to mend.` : "none to mend.";
  const text = rows ? `${many(rows, "row", "rows")}, ${mend}` : "no rows yet.";
  const standing = document.getElementById("sheet-standing");
  if (standing.textContent !== text) standing.textContent = text;
  document.querySelector(".sheet-empty")?.toggleAttribute("hidden", rows > 0);
  buttons.undo.disabled = !grid.canUndo;
  buttons.next.hidden = !faults;
}

let shownState = "";
function show(state, detail) {
  if (state === "refused") return say(detail.fault);
  if (state === shownState) return;
  shownState = state;
  for (const each of document.querySelectorAll("#sheet-state [data-state]")) each.hidden = each.dataset.state !== state;
  if (state === "unsent" && detail) say(detail);
}

/* Say something in a line above the grid, with what can be done about it. */
function say(text, name = "", deed = null) {
  told.replaceChildren();
  if (!text) return;
  const words = document.createElement("span");
  words.textContent = text;
  told.append(words);
  if (!deed) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small", textContent: name });
  button.addEventListener("click", () => {
    told.replaceChildren();
    deed();
    grid.goTo(grid.at);
  });
  told.append(button);
}

/* Ask what others did, every few seconds while the page is seen; less often after something went wrong. */
function wait() {
  setTimeout(look, pause * (0.75 + Math.random() / 2));
}

async function look() {
  try {
    if (document.visibilityState === "visible" && navigator.onLine && grid.box.empty) {
      const since = version;
      const answer = await fetch(`${sheet.dataset.at}/state?since=${since}`, { cache: "no-store", redirect: "error" });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      const found = await answer.json();
      if (since === version) take(found);
    }
    pause = EVERY;
  } catch {
    pause = Math.min(pause * 2, SLOWEST);
  }
  wait();
}

start();
WIDE.addEventListener("change", start);
