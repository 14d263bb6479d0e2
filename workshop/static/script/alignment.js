/* The alignment of capabilities with priorities: what is chosen is saved when it is chosen. In the matrix one goes
   from cell to cell with the arrow keys; 0, 1 and 3 choose, the space bar takes the next strength. On the page of
   one priority the radio buttons save themselves. */

import { early } from "./early.js";
import { outbox, post } from "./outbox.js";

const root = document.querySelector("[data-saves]");
const WORDS = { 0: "none", 1: "some", 3: "strong" };
const NEXT = { 0: 1, 1: 3, 3: 0 };
const cells = new Map();
let again = () => {};

const keyOf = (p, c) => `${p}/${c}`;
const text = (id) => document.getElementById(id)?.querySelector("a")?.textContent.trim() ?? "";

/* One cell: what is chosen, what the method says, and the save that it stands on. */
class Cell {
  constructor(data, name, draw) {
    [this.p, this.c] = [Number(data.p), data.c];
    [this.suggested, this.revision] = [Number(data.suggested), Number(data.revision)];
    [this.name, this.draw] = [name, draw];
    this.key = keyOf(this.p, this.c);
    this.sent = new Set();
  }

  get own() {
    return this.strength !== this.suggested;
  }

  show(strength) {
    this.strength = strength;
    this.draw(this);
  }
}

function choose(cell, strength) {
  if (strength === cell.strength && box.get(cell.key) === undefined) return;
  cell.show(strength);
  keep(cell);
  box.wake();
}

const keep = (cell) => box.put(cell.key, { strength: cell.strength, revision: cell.revision });

/* ---- saving ---- */

function send(key, { strength, revision }) {
  const parting = key.indexOf("/");
  cells.get(key)?.sent.add(strength);
  const body = { priority: Number(key.slice(0, parting)), capability: key.slice(parting + 1), strength, revision };
  return post(root.dataset.saves, body, root.dataset.token);
}

function arrived(key, value, answer, pending) {
  const cell = cells.get(key);
  tellWeights(answer);
  if (!cell) {
    // Chosen on another page of this engagement: sent once more on what is stored now.
    if (!answer.saved) box.put(key, { strength: (pending ?? value).strength, revision: answer.revision });
    return;
  }
  [cell.revision, cell.suggested] = [answer.revision, answer.suggested];
  if (answer.saved && pending === undefined) cell.sent.clear();
  if (answer.saved && (pending === undefined || pending.strength === answer.strength)) return;
  // It began from an older state than is stored. What is chosen here holds; what stood there is named, once.
  if (!answer.saved && !cell.sent.has(answer.strength)) tellMeanwhile(cell, answer.strength);
  keep(cell);
}

function tell(state, detail) {
  const place = document.querySelector("[data-state]");
  if (state === "refused") {
    say(document.createTextNode(detail.fault), "bad");
    return;
  }
  place.hidden = false;
  for (const each of place.querySelectorAll("[data-is]")) each.hidden = each.dataset.is !== state;
}

function tellWeights(answer) {
  for (const [capability, share] of Object.entries(answer.weights)) {
    const place = document.querySelector(`[data-weight="${CSS.escape(capability)}"]`);
    if (place) place.textContent = `${shown(share)}%`;
  }
  const alike = document.querySelector(".alike");
  if (alike) alike.hidden = !answer.alike;
  const supported = document.querySelector("[data-supported]");
  if (supported) supported.textContent = answer.supported;
  const own = document.querySelector("[data-own]");
  if (own) {
    own.textContent = answer.own === 1 ? "1 cell says" : `${answer.own} cells say`;
    own.closest(".matrix-own").hidden = !answer.own;
  }
}

/* One decimal, half up, with the decimal sign of the engagement. */
const shown = (share) => (Math.floor(share * 10 + 0.5 + 1e-9) / 10).toFixed(1).replace(".", root.dataset.decimal);

function tellMeanwhile(cell, theirs) {
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "button button-small";
  undo.textContent = "Undo";
  undo.addEventListener("click", () => {
    undo.closest(".notice").remove();
    choose(cell, theirs);
  });
  const words = document.createElement("span");
  words.textContent = `${cell.name} was set to ${WORDS[theirs]} elsewhere meanwhile. Your choice, ${WORDS[cell.strength]}, holds. `;
  say([words, undo], "info");
}

function say(content, kind) {
  const notice = document.createElement("div");
  notice.className = `notice ${kind}`;
  const inner = document.createElement("div");
  inner.append(...[content].flat());
  notice.append(inner);
  document.querySelector("[data-meanwhile]").replaceChildren(notice);
}

const box = outbox(root.dataset.name, send, tell, arrived);

/* ---- the matrix ---- */

function beginMatrix(table) {
  const grid = [[...table.tHead.rows[0].cells].slice(0, -1).map((head) => head.querySelector("a"))];
  const priorities = [...table.tHead.rows[0].cells].slice(1, -1).map((head) => head.querySelector("a").textContent.trim());
  for (const row of table.querySelectorAll("tbody tr:not(.matrix-part)")) {
    const capability = row.cells[0].querySelector("a");
    const name = capability.lastChild.textContent.trim();
    const line = [capability];
    row.querySelectorAll(".strength").forEach((sign, place) => line.push(button(sign, `${name} supports ${priorities[place]}`)));
    grid.push(line);
  }
  rove(table, grid);
}

function button(sign, name) {
  const made = document.createElement("button");
  const figure = document.createElement("span");
  figure.ariaHidden = "true";
  made.type = "button";
  made.append(figure);
  const cell = new Cell(sign.dataset, name, () => {
    made.className = cell.own ? "strength own" : "strength";
    made.dataset.strength = cell.strength;
    figure.textContent = cell.strength;
    const own = cell.own ? `, set here, the method says ${WORDS[cell.suggested]}` : "";
    made.setAttribute("aria-label", `${name}: ${WORDS[cell.strength]}${own}`);
  });
  cells.set(cell.key, cell);
  cell.show(Number(sign.dataset.strength));
  made.addEventListener("click", () => choose(cell, NEXT[cell.strength]));
  made.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in WORDS)) return;
    event.preventDefault();
    choose(cell, Number(event.key));
  });
  sign.replaceWith(made);
  return made;
}

/* One stop for the tab key; the arrow keys go on from there, over the names as well. */
function rove(table, grid) {
  const places = new Map();
  grid.forEach((line, y) => line.forEach((each, x) => each && places.set(each, [x, y])));
  for (const each of places.keys()) each.tabIndex = -1;
  let current = grid[1]?.[1] ?? grid[1]?.[0];
  if (current) current.tabIndex = 0;

  table.addEventListener("focusin", ({ target }) => {
    if (!places.has(target) || target === current) return;
    current.tabIndex = -1;
    current = target;
    current.tabIndex = 0;
  });

  table.addEventListener("keydown", (event) => {
    if (!places.has(event.target) || event.altKey || event.metaKey) return;
    const [x, y] = places.get(event.target);
    const to = target(grid, x, y, event);
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
}

function target(grid, x, y, event) {
  const ahead = getComputedStyle(root).direction === "rtl" ? -1 : 1;
  const last = grid[0].length - 1;
  switch (event.key) {
    case "ArrowRight":
      return grid[y][x + ahead];
    case "ArrowLeft":
      return grid[y][x - ahead];
    case "ArrowDown":
      return grid[y + 1]?.[x];
    case "ArrowUp":
      return grid[y - 1]?.[x];
    case "PageDown":
      return grid[Math.min(y + 8, grid.length - 1)][x];
    case "PageUp":
      return grid[Math.max(y - 8, 1)][x];
    case "Home":
      return grid[event.ctrlKey ? 1 : y][1];
    case "End":
      return grid[event.ctrlKey ? grid.length - 1 : y][last];
    default:
      return null;
  }
}

/* ---- one priority at a time ---- */

function beginColumn(form) {
  again = early(form);
  const priority = document.querySelector("h1 bdi").textContent;
  for (const group of form.querySelectorAll(".support")) {
    const radios = [...group.querySelectorAll("input")];
    const own = group.querySelector(".support-own");
    const name = `${group.querySelector("legend").lastChild.textContent.trim()} for ${priority}`;
    const cell = new Cell(radios[0].dataset, name, () => {
      for (const each of radios) each.checked = Number(each.value) === cell.strength;
      own.hidden = !cell.own;
      own.textContent = `Set here. The method says ${WORDS[cell.suggested]}.`;
    });
    cells.set(cell.key, cell);
    cell.show(Number(radios.find((each) => each.defaultChecked).value));
    group.addEventListener("change", ({ target: chosen }) => choose(cell, Number(chosen.value)));
  }
  form.classList.add("is-saving");
  form.addEventListener("submit", (event) => event.preventDefault());
}

if (root.matches("table")) beginMatrix(root);
else beginColumn(root);

// What another visit left unsent is shown as it was chosen, and sent.
for (const [key, value] of box.entries()) cells.get(key)?.show(value.strength);
again(({ dataset, value }) => choose(cells.get(keyOf(dataset.p, dataset.c)), Number(value)));
if (!box.empty) box.wake();
