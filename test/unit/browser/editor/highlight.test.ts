import { expect, test } from "vitest";
import { highlight, highlightLines } from "#browser/editor/highlight.ts";

test("markup in code comes out as text", () => {
  const html = highlight('const a = "<img src=x onerror=alert(1)>"; // & <b>');
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<b>");
  expect(html).toContain("&lt;img");
  expect(html).toContain("&amp;");
});

test("there are as many lines as the code has", () => {
  const code = "/* one\ntwo */\n`a\nb`\n";
  expect(highlightLines(code)).toHaveLength(5);
  expect(highlight(code).split('class="code-line"')).toHaveLength(6);
  expect(highlightLines("")).toHaveLength(1);
});

test("each line of a comment that spans lines is a comment", () => {
  expect(highlightLines("/* one\ntwo */").map((line) => line.map((token) => token.kind))).toEqual([
    ["comment"],
    ["comment"],
  ]);
});

test("the words of the lines, joined, are the code", () => {
  const code = `export function f(x: number) {\n  return \`\${x}\n\`;\n}\n`;
  expect(
    highlightLines(code)
      .map((line) => line.map((token) => token.text).join(""))
      .join("\n"),
  ).toBe(code);
});
