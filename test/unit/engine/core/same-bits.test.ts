import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What the standard leaves to each JavaScript engine, beside `pow` and `hypot`, which differ in none that we know. */
const inexact =
  /\bMath\.(exp|expm1|log|log1p|log2|log10|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|random)\b/;

test("the engine computes with its own elementary functions, so that its bits are the same everywhere", () => {
  const root = new URL("../../../../src/engine/", import.meta.url);
  const found = globSync("**/*.ts", { cwd: root }).flatMap((file) =>
    readFileSync(new URL(file, root), "utf8")
      .split("\n")
      .flatMap((line, at) =>
        !/^\s*(\*|\/\*|\/\/)/.test(line) && inexact.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});
