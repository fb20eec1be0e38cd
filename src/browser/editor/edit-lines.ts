import type { CodeSelection } from "./editor.ts";

/** Replace `code[from, to)` by `text`, then select. */
export type Edit = {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly select: CodeSelection;
};

const indent = "  ";

/** A new line that keeps the indentation, one step deeper after an opening bracket; a closing bracket goes on a line of its own. */
export function breakLine(code: string, { start, end }: CodeSelection): Edit {
  const lineStart = startOfLine(code, start);
  const before = code.slice(lineStart, start);
  const margin = /^[ \t]*/.exec(before)?.[0] ?? "";
  const opens = /[{([]\s*$/.test(before);
  const closes = opens && /^[ \t]*[})\]]/.test(code.slice(end));
  const first = `\n${margin}${opens ? indent : ""}`;
  const caret = start + first.length;
  return { from: start, to: end, text: closes ? `${first}\n${margin}` : first, select: { start: caret, end: caret } };
}

/** A closing bracket typed as the first thing on its line steps back one level. */
export function closeBracket(code: string, { start, end }: CodeSelection, bracket: string): Edit | undefined {
  const lineStart = startOfLine(code, start);
  const before = code.slice(lineStart, start);
  if (start !== end || before === "" || before.trim() !== "") return undefined;
  const text = before.slice(0, Math.max(0, before.length - indent.length)) + bracket;
  const caret = lineStart + text.length;
  return { from: lineStart, to: end, text, select: { start: caret, end: caret } };
}

/** Indents at the caret, or all lines that the selection touches. */
export function indentLines(code: string, selection: CodeSelection): Edit {
  const { start, end } = selection;
  if (start !== end && code.slice(start, end).includes("\n"))
    return editLines(code, selection, (line) => (line === "" ? line : indent + line));
  const column = start - startOfLine(code, start);
  const text = " ".repeat(indent.length - (column % indent.length));
  return { from: start, to: end, text, select: { start: start + text.length, end: start + text.length } };
}

export function outdentLines(code: string, selection: CodeSelection): Edit {
  return editLines(code, selection, (line) => line.replace(/^(?: {1,2}|\t)/, ""));
}

/** Makes comments of all touched lines, or code again if all of them are comments. */
export function toggleComment(code: string, selection: CodeSelection): Edit {
  const { from, to } = touchedLines(code, selection);
  const lines = code
    .slice(from, to)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const areComments = lines.length > 0 && lines.every((line) => /^\s*\/\//.test(line));
  if (areComments) return editLines(code, selection, (line) => line.replace(/^(\s*)\/\/ ?/, "$1"));
  const margin = Math.min(...lines.map((line) => /^\s*/.exec(line)?.[0].length ?? 0));
  return editLines(code, selection, (line) =>
    line.trim() === "" ? line : `${line.slice(0, margin)}// ${line.slice(margin)}`,
  );
}

function editLines(code: string, selection: CodeSelection, change: (line: string) => string): Edit {
  const { from, to } = touchedLines(code, selection);
  const lines = code.slice(from, to).split("\n");
  const changed = lines.map(change);
  const text = changed.join("\n");
  const firstGrowth = (changed[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  const start = Math.max(from, selection.start + firstGrowth);
  return { from, to, text, select: { start, end: Math.max(start, selection.end + text.length - (to - from)) } };
}

/** A selection that ends at the start of a line does not touch that line. */
function touchedLines(code: string, { start, end }: CodeSelection): { readonly from: number; readonly to: number } {
  const last = end > start && code[end - 1] === "\n" ? end - 1 : end;
  const lineEnd = code.indexOf("\n", last);
  return { from: startOfLine(code, start), to: lineEnd < 0 ? code.length : lineEnd };
}

function startOfLine(code: string, at: number): number {
  return at === 0 ? 0 : code.lastIndexOf("\n", at - 1) + 1;
}
