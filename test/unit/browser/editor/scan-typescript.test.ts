import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import { scanTypescript, type TokenKind } from "#browser/editor/scan-typescript.ts";

const files = globSync(["src/{engine,lab,contract,browser}/**/*.ts", "labs/**/*.ts"]);

test.each(files)("%s is cut where the TypeScript compiler cuts it", (file) => {
  const code = readFileSync(file, "utf8");
  const ours = new Map<number, { kind: TokenKind; text: string }>();
  let at = 0;
  for (const token of scanTypescript(code)) {
    ours.set(at, token);
    at += token.text.length;
  }
  const differences = compilerTokens(code).filter(({ start, end, kinds }) => {
    const token = ours.get(start);
    return token === undefined || token.text.length !== end - start || !kinds.includes(token.kind);
  });
  expect(differences.map(({ start, end }) => code.slice(start, end))).toEqual([]);
});

test("the tokens together are the code, whatever is typed", () => {
  const piece = fc.constantFrom(
    "`",
    `\${`,
    "}",
    "{",
    "/",
    "*/",
    "/*",
    "//",
    '"',
    "'",
    "\\",
    "\n",
    "const ",
    "a",
    "0x",
    ".5",
    "é",
    "#",
    "😀",
    " ",
  );
  const code = fc
    .array(fc.oneof(piece, fc.string({ unit: "grapheme" })), { maxLength: 40 })
    .map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(
      code,
      (text) =>
        scanTypescript(text)
          .map((token) => token.text)
          .join("") === text,
    ),
  );
});

test("a division is not the start of a regular expression", () => {
  expect(kindsOf("a / b / c")).not.toContain("regexp");
  expect(kindsOf("f(x) / 2 / n")).not.toContain("regexp");
  expect(kindsOf("return /b/.test(x)")).toContain("regexp");
});

test("code inside a template literal is coloured as code", () => {
  // `a ${ 1 } b` : string, number, string
  expect(kindsOf(`\`a \${1} b\``)).toEqual(["string", "number", "string"]);
  expect(kindsOf(`\`\${{ a: 1 }.a}\``)).toEqual([
    "string",
    "mark",
    "name",
    "mark",
    "number",
    "mark",
    "mark",
    "name",
    "string",
  ]);
});

test("a member named like a keyword is a name", () => {
  expect(scanTypescript("Array.from(x)").find((token) => token.text === "from")?.kind).toBe("call");
});

function kindsOf(code: string): readonly TokenKind[] {
  return scanTypescript(code)
    .map((token) => token.kind)
    .filter((kind) => kind !== "space");
}

type Expected = { readonly start: number; readonly end: number; readonly kinds: readonly TokenKind[] };

/** Literals, reserved words, identifiers and comments, as the compiler's parser finds them. */
function compilerTokens(code: string): readonly Expected[] {
  const source = ts.createSourceFile("x.ts", code, ts.ScriptTarget.ESNext, true);
  const found: Expected[] = [];
  const comments = new Map<number, number>();
  const visit = (node: ts.Node) => {
    for (const range of ts.getLeadingCommentRanges(code, node.pos) ?? []) comments.set(range.pos, range.end);
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(source);
    const kinds = kindsFor(node.kind);
    if (children.length === 0 && kinds !== undefined)
      found.push({ start: node.getStart(source), end: node.end, kinds });
    children.forEach(visit);
  };
  visit(source);
  return [...found, ...[...comments].map(([start, end]) => ({ start, end, kinds: ["comment"] as const }))];
}

function kindsFor(kind: ts.SyntaxKind): readonly TokenKind[] | undefined {
  if (kind === ts.SyntaxKind.StringLiteral) return ["string"];
  if (kind === ts.SyntaxKind.NumericLiteral || kind === ts.SyntaxKind.BigIntLiteral) return ["number"];
  if (kind === ts.SyntaxKind.RegularExpressionLiteral) return ["regexp"];
  if (kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral || kind === ts.SyntaxKind.TemplateHead) return ["string"];
  if (kind === ts.SyntaxKind.TemplateMiddle || kind === ts.SyntaxKind.TemplateTail) return ["string"];
  if (kind === ts.SyntaxKind.Identifier) return ["name", "call", "type", "keyword"];
  if (kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastReservedWord) return ["keyword"];
  return undefined;
}
