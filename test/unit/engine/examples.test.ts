import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type ExampleClaim, readExamples } from "#tools/reference/read-examples.ts";

type Module = Readonly<Record<string, unknown>>;

const root = new URL("../../../src/engine/", import.meta.url);
const engine = await Promise.all(
  globSync("**/*.ts", { cwd: root }).map(async (name) => {
    const { href } = new URL(name, root);
    const module: Module = await import(/* @vite-ignore */ href);
    return { name, module, ...readExamples({ path: name, text: readFileSync(new URL(href), "utf8") }) };
  }),
);
const core = engine.filter(({ name }) => name.startsWith("core/")).map(({ module }) => module);
const doors = engine.filter(({ name }) => name.endsWith("/index.ts"));
const folderOf = (name: string): string => name.slice(0, name.indexOf("/"));
/** An example may name what core and the doors export; where two doors use one name, its own door comes first. */
const files = engine.map((file) => {
  const own = doors.filter(({ name }) => folderOf(name) === folderOf(file.name));
  const scopes = [...core, ...[...doors, ...own].map(({ module }) => module), file.module];
  return { ...file, scope: Object.assign({}, ...scopes) as Module }; // modules are records of their exports
});

/** Runs a claim in a function whose parameters are the names that the doors, core and the file export. */
async function run({ scope, claim }: { readonly scope: Module; readonly claim: ExampleClaim }) {
  const code = `${claim.setup};\nreturn [await (${claim.expression}), (${claim.expected})];`;
  const wrapped = `return (async () => {\n${code}\n})()`;
  const javascript = ts.transpile(wrapped, { target: ts.ScriptTarget.ES2023 });
  const pair: unknown = await new Function(...Object.keys(scope), javascript)(...Object.values(scope));
  if (!Array.isArray(pair)) throw new Error("the wrapper returns a pair");
  return { got: plain(pair[0]), expected: plain(pair[1]) };
}

/** Typed arrays as plain ones, so that `[1, 2]` in a docstring may stand for either. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value) && "length" in value) return Array.from(value as unknown as ArrayLike<number>); // a typed array
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
  }
  return value;
}

/** Docstrings show rounded or recomputed numbers: 1e-9 is below what a reader compares and far above rounding. */
const tolerance = 1e-9;

function isNear(got: unknown, expected: unknown): boolean | undefined {
  if (typeof got !== "number" || typeof expected !== "number") return undefined;
  if (!Number.isFinite(got) || !Number.isFinite(expected)) return Object.is(got, expected);
  return Math.abs(got - expected) <= tolerance * Math.max(Math.abs(got), Math.abs(expected));
}

expect.addEqualityTesters([isNear]);

/** What a learner or another engine file may call: the doors' exports, and all of core. Inner parts may do without. */
function isPublic({
  file,
  exportName,
}: {
  readonly file: (typeof files)[number];
  readonly exportName: string;
}): boolean {
  const value = file.module[exportName];
  return file.name.startsWith("core/") || doors.some(({ module }) => Object.values(module).includes(value));
}

describe.each(files.filter(({ exportNames }) => exportNames.length > 0))("docstrings of $name", (file) => {
  test("show an example for every public export", () => {
    const shown = new Set(file.claims.map(({ exportName }) => exportName));
    expect(file.exportNames.filter((exportName) => isPublic({ file, exportName }) && !shown.has(exportName))).toEqual(
      [],
    );
  });

  test.each(file.claims)("$expression is $expected", async (claim) => {
    const { got, expected } = await run({ scope: file.scope, claim });
    expect(got).toEqual(expected);
  });
});

test("every export of a door is read in the file that declares it, so none escapes the rule", () => {
  const read = new Set(files.flatMap(({ module, exportNames }) => exportNames.map((name) => module[name])));
  expect(doors.flatMap(({ module }) => Object.entries(module)).filter(([, value]) => !read.has(value))).toEqual([]);
});

describe("the reader of examples", () => {
  const text = `
/**
 * Doubles.
 *
 * @example double(1) // => 2
 * @example
 * const two = double(1);
 * double(
 *   two,
 * ) // => 4
 * double(two + 1) // => 6
 * @source somewhere
 */
export function double(x: number): number { return 2 * x; }
export type Unread = string;
export const bare = 1;
`;
  const { exportNames, claims } = readExamples({ path: "double.ts", text });

  test("finds exported values and no types", () => {
    expect(exportNames).toEqual(["double", "bare"]);
  });

  test("finds one-line, multi-line and repeated claims with their setup", () => {
    expect(claims.map(({ expected }) => expected)).toEqual(["2", "4", "6"]);
    expect(claims[1]?.setup).toBe("const two = double(1);\n");
  });

  test("a wrong claim is unequal, as is one that differs by more than the tolerance", async () => {
    const scope = { double: (x: number) => 2 * x };
    const claim = { exportName: "double", setup: "", expression: "double(1)", expected: "2.00000001" };
    const { got, expected } = await run({ scope, claim });
    expect(isNear(got, expected)).toBe(false);
  });
});
