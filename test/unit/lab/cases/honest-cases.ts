import { moduleWith, type RunCase } from "./run-case.ts";

/** Code of people who mean well. */
export const honestCases: readonly RunCase[] = [
  {
    name: "right answers pass",
    source: moduleWith({}),
    expected: { status: "pass", checks: ["pass", "pass", "pass", "pass"] },
  },
  {
    name: "a wrong answer fails its check and no other",
    source: moduleWith({ add: "export const add = (a: number, b: number) => a - b;" }),
    expected: { status: "fail", checks: ["fail", "pass", "pass", "pass"] },
  },
  {
    name: "a missing export fails with words and does not stop the others",
    source: moduleWith({ squares: "" }),
    expected: { status: "fail", checks: ["pass", "fail", "pass", "pass"] },
  },
  {
    name: "promises are awaited, at the top too",
    source: moduleWith({
      first: "const two = await Promise.resolve(2);",
      add: "export async function add(a: number, b: number) { await null; return a + b + two - 2; }",
    }),
    expected: { status: "pass" },
  },
  {
    name: "typed arrays count as lists",
    source: moduleWith({ squares: "export const squares = (l: number[]) => Float64Array.from(l, (x) => x * x);" }),
    expected: { status: "pass" },
  },
  {
    name: "an export that changes is read as it is at the time",
    source: moduleWith({ limit: "export let limit = 0;\nlimit = 10;" }),
    expected: { status: "pass" },
  },
  {
    name: "types, enums and parameter properties of TypeScript run",
    source: moduleWith({
      first: "enum Colour { Red = 4 }\nclass Box<T> { constructor(readonly value: T) {} }\ntype N = number;",
      add: "export const add = (a: N, b: N): N => (new Box(a).value as number) + b! + Colour.Red - 4;",
    }),
    expected: { status: "pass" },
  },
  {
    name: "doors and data can be imported",
    source: moduleWith({
      first: [
        'import { numbers } from "siklus/data";',
        'import { rootMeanSquaredError } from "siklus/metrics";',
        'import { line } from "siklus/show";',
        'import table from "data/numbers.csv";',
        'line({ y: numbers(table, "x") });',
        "console.log(table, rootMeanSquaredError({ actual: [3], predicted: [5] }));",
      ].join("\n"),
    }),
    expected: { status: "pass", figures: 1, console: /^\{ x: number \} 2$/ },
  },
  {
    name: "an error in a function names its line",
    source: moduleWith({
      add: "export function add(a: number): number {\n  const row: any = undefined;\n\n  return row.x;\n}",
    }),
    expected: { status: "error", checks: ["error", "pass", "pass", "pass"], line: 4 },
  },
  {
    name: "an error while loading names its line",
    source: "const a = 1;\n\nnull!.x;",
    expected: { status: "error", reason: "learner-error", line: 3 },
  },
  {
    name: "an error after an await names its line",
    source: "await null;\nconst f = async () => {\n  await null;\n  throw new Error('late');\n};\nawait f();",
    expected: { status: "error", reason: "learner-error", line: 4, message: /^late$/ },
  },
  {
    name: "endless recursion is an error with a line",
    source: moduleWith({ first: "", add: "export const add = (a: number, b: number): number => add(b, a) + 1;" }),
    expected: { status: "error", checks: ["error", "pass", "pass", "pass"], line: 2 },
  },
  {
    name: "an error of the engine keeps its code",
    source: 'import { precision } from "siklus/metrics";\n\nprecision({ tp: 0, fp: 0, fn: 1, tn: 1 });',
    expected: { status: "error", reason: "learner-error", line: 3, code: "undefined-ratio" },
  },
  {
    name: "a syntax error names line and sign",
    source: "const a = 1;\nconst b = ;",
    expected: { status: "error", reason: "learner-error", line: 2, code: "syntax-unexpected" },
  },
  {
    name: "a text without end names its line",
    source: "const a = 1;\nconst b = 'x;\n",
    expected: { status: "error", reason: "learner-error", line: 2, code: "syntax-unterminated" },
  },
  {
    name: "a name declared twice names its line",
    source: "const a = 1;\n\nconst a = 2;",
    expected: { status: "error", reason: "learner-error", line: 3, code: "syntax-declared-twice" },
  },
  {
    name: "an unknown name of a door says so where it is used",
    source: 'import { rocAcu } from "siklus/metrics";\n\nrocAcu({});',
    expected: { status: "error", reason: "learner-error", line: 3, code: "no-such-export" },
  },
  {
    name: "a rejection that nobody handles is shown with its line and fails nothing",
    source: moduleWith({
      first: "Promise.reject(new Error('lost'));\nawait new Promise<void>((go) => setTimeout(go, 20));",
    }),
    expected: { status: "pass", console: /^Uncaught \(in promise\) Error: lost \(line 1\)$/ },
  },
  {
    name: "the console shows values of every kind without running their getters",
    source: moduleWith({
      first:
        "let ran = 0;\nconsole.log(new Map([['a', 1]]), new Set([1]), { get x() { ran++; return 1; } }, [undefined, , null], new Error('e'));\nif (ran > 0) throw 1;",
    }),
    expected: { status: "pass", console: /^\{ "a": 1 \} \{1\} \{ x: \(…\) \} \[undefined, empty, null\] Error: e$/ },
  },
];
