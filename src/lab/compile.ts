import { parse } from "acorn";
import { transform } from "sucrase";
import type { LearnerError } from "#contract/sandbox.ts";
import { exportListsLast } from "./export-lists-last.ts";

/** Names under which a module of the learner is run; the stack frames of their code carry `learnerFile`. */
export const learnerFile = "your-code.ts";

export type Compiled =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly error: LearnerError };

/**
 * TypeScript to JavaScript on the same lines: types go, `import` becomes `require`, `export` becomes `exports.x =`. Types are not
 * checked. An import that is not used is kept, so that a forbidden one always fails.
 */
export function compile(source: string): Compiled {
  try {
    const options = { disableESTransforms: true, keepUnusedImports: true, production: true };
    // An export list needs the whole module in view, so its types go first.
    const plain = hasExportList.test(source)
      ? exportListsLast(transform(source, { ...options, transforms: ["typescript"] }).code)
      : source;
    const { code } = transform(plain, { ...options, transforms: ["typescript", "imports"] });
    return { ok: true, code };
  } catch (error) {
    const place = placeOf(error);
    return { ok: false, error: syntaxError({ source, detail: detailOf(error), ...place }) };
  }
}

/**
 * What the JavaScript engine refused, with its line: sucrase lets pass what only a full parser sees (a name declared twice, `return`
 * outside a function …), and V8 tells no line. Undefined when the parser finds nothing wrong.
 */
export function findSyntaxError(code: string, source: string): LearnerError | undefined {
  try {
    parse(code, { ecmaVersion: "latest", sourceType: "script", allowAwaitOutsideFunction: true, allowHashBang: false });
    return undefined;
  } catch (error) {
    const { line } = placeOf(error);
    return syntaxError({ source, detail: detailOf(error), ...(line === undefined ? {} : { line }) });
  }
}

const hasExportList = /\bexport\s*\{/;

type Place = { readonly line?: number; readonly column?: number };

function placeOf(error: unknown): Place {
  if (typeof error !== "object" || error === null || !("loc" in error)) return {};
  const { loc } = error;
  if (typeof loc !== "object" || loc === null || !("line" in loc) || !("column" in loc)) return {};
  return { line: Number(loc.line), column: Math.max(1, Number(loc.column)) };
}

function detailOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/ \(\d+:\d+\)$/, "");
}

function syntaxError({ source, detail, line, column }: { source: string; detail: string } & Place): LearnerError {
  const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
  const base = { name: "SyntaxError", phase: "compile", ...place } as const;
  const twice = /^Identifier '(.+)' has already been declared$/.exec(detail)?.[1];
  if (twice !== undefined) {
    return { ...base, code: "syntax-declared-twice", facts: { name: twice }, message: `${twice} is declared twice` };
  }
  const what = /^Unterminated (string|template|comment|regular expression)/.exec(detail)?.[1];
  if (what !== undefined) {
    return {
      ...base,
      code: "syntax-unterminated",
      facts: { what },
      message: `This ${what} is opened and never closed`,
    };
  }
  const expected = /^Unexpected token, expected "(.+)"$/.exec(detail)?.[1];
  const found = line === undefined || column === undefined ? "" : wordAt(source, line, column);
  if (expected !== undefined) {
    return {
      ...base,
      code: "syntax-expected",
      facts: { expected, found },
      message: `Expected ${expected} before ${found}`,
    };
  }
  if (/^Unexpected token/.test(detail) && found !== "") {
    return { ...base, code: "syntax-unexpected", facts: { found }, message: `${found} does not belong here` };
  }
  return { ...base, code: "syntax", facts: { detail }, message: detail };
}

/** The word or sign at a place of the source, or "the end of the code". */
function wordAt(source: string, line: number, column: number): string {
  const rest = (source.split("\n")[line - 1] ?? "").slice(column - 1);
  const word = /^\s*([\w$]+|[^\s\w])/.exec(rest)?.[1];
  return word ?? "⏎";
}
