/* Cells as spreadsheets put them on the clipboard: tabs between cells, line breaks between rows; a cell that holds
   either stands in quotation marks, and its own are doubled. */

export function cellsOf(text) {
  const rows = [[]];
  let at = 0;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  while (at <= clean.length) {
    const [cell, end] = quoted(clean, at) ?? plain(clean, at);
    rows.at(-1).push(cell);
    if (end >= clean.length) break;
    if (clean[end] === "\n") rows.push([]);
    at = end + 1;
  }
  return rows;
}

function plain(text, start) {
  let end = start;
  while (end < text.length && text[end] !== "\t" && text[end] !== "\n") end++;
  return [text.slice(start, end), end];
}

/* A cell in quotation marks and where it ends; null where the marks are part of what was typed. */
function quoted(text, start) {
  if (text[start] !== '"') return null;
  let cell = "";
  let at = start + 1;
  while (at < text.length) {
    const next = text.indexOf('"', at);
    if (next < 0) return null;
    cell += text.slice(at, next);
    if (text[next + 1] === '"') {
      cell += '"';
      at = next + 2;
      continue;
    }
    const end = next + 1;
    return end === text.length || text[end] === "\t" || text[end] === "\n" ? [cell, end] : null;
  }
  return null;
}

/* A text as one cell on the clipboard. */
export const cellOf = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
