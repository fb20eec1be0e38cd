import { expect, test } from "vitest";
import {
  breakLine,
  closeBracket,
  type Edit,
  indentLines,
  outdentLines,
  toggleComment,
} from "#browser/editor/edit-lines.ts";
import { lineOffset } from "#browser/editor/line-offset.ts";

type Command = (code: string, selection: { start: number; end: number }) => Edit | undefined;

/** Applies a command to code in which | is the caret, or two | the ends of the selection; shows the result in the same way. */
function run(command: Command, marked: string): string {
  const start = marked.indexOf("|");
  const code = marked.replaceAll("|", "");
  const end = marked.lastIndexOf("|") === start ? start : marked.lastIndexOf("|") - 1;
  const edit = command(code, { start, end });
  if (edit === undefined) return marked;
  const { from, to, text, select } = edit;
  const after = code.slice(0, from) + text + code.slice(to);
  const marks = select.start === select.end ? "|" : `|${after.slice(select.start, select.end)}|`;
  return after.slice(0, select.start) + marks + after.slice(select.end);
}

test("a new line keeps the indentation", () => {
  expect(run(breakLine, "  a;|")).toBe("  a;\n  |");
  expect(run(breakLine, "|a")).toBe("\n|a");
  expect(run(breakLine, "\n|")).toBe("\n\n|");
});

test("a new line after an opening bracket is one step deeper", () => {
  expect(run(breakLine, "  if (x) {|")).toBe("  if (x) {\n    |");
});

test("a new line between brackets puts the closing one on a line of its own", () => {
  expect(run(breakLine, "f({|})")).toBe("f({\n  |\n})");
});

test("a closing bracket typed first on its line steps back", () => {
  const close: Command = (code, selection) => closeBracket(code, selection, "}");
  expect(run(close, "{\n    |")).toBe("{\n  }|");
  expect(run(close, "{ a |")).toBe("{ a |");
});

test("indenting fills up to the next step, or moves all selected lines", () => {
  expect(run(indentLines, "|a")).toBe("  |a");
  expect(run(indentLines, "abc|")).toBe("abc |");
  expect(run(indentLines, "|a\n\nb|\nc")).toBe("  |a\n\n  b|\nc");
});

test("outdenting takes back what indenting gave", () => {
  expect(run(outdentLines, "  |a\n\n  b|\nc")).toBe("|a\n\nb|\nc");
  expect(run(outdentLines, "a|")).toBe("a|");
});

test("a selection that ends at the start of a line does not touch it", () => {
  expect(run(indentLines, "|a\n|b")).toBe("  |a\n|b");
});

test("comments come and go at the shallowest indentation", () => {
  expect(run(toggleComment, "  |a\n    b|\nc")).toBe("  // |a\n  //   b|\nc");
  expect(run(toggleComment, "|// a")).toBe("|a");
});

test("the offset of a line and column stays inside the code", () => {
  const code = "ab\ncd\n";
  expect(lineOffset(code, { line: 2, column: 2 })).toBe(4);
  expect(lineOffset(code, { line: 1, column: 99 })).toBe(2);
  expect(lineOffset(code, { line: 99 })).toBe(6);
});
