type Cell = string | number | null;

/**
 * Rows as CSV by RFC 4180: commas, CRLF, quotes doubled. Text that a spreadsheet would take for a formula (= + - @, tab, carriage
 * return first) gets an apostrophe before it; numbers are numbers.
 */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[\s"']*[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
