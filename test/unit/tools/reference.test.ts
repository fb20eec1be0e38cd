import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type DoorName, doorNames, doorSource } from "#contract/doors.ts";
import { readDocstring } from "#tools/reference/read-docstring.ts";
import { readDoors } from "#tools/reference/read-doors.ts";
import { runnableExample } from "#tools/reference/runnable-example.ts";

const doors = readDoors();
const modules = new Map<string, object>(
  await Promise.all(
    doorNames.map(
      async (door) =>
        [
          `siklus/${door}`,
          (await import(/* @vite-ignore */ new URL(`../../../${doorSource(door)}`, import.meta.url).href)) as object, // a module
        ] as const,
    ),
  ),
);

/** Runs a program as the learner's realm does: imports become `require`, the console is the host's. */
async function linesPrinted(program: string): Promise<number> {
  let lines = 0;
  const code = ts.transpile(program, { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS });
  const require = (name: string): unknown => modules.get(name);
  const run = new Function("require", "exports", "console", `return (async () => {${code}\n})()`);
  await run(require, {}, { log: () => lines++ });
  return lines;
}

test("the reference holds every export of every door, once", () => {
  expect(doors.map(({ door }) => door)).toEqual(doorNames);
  for (const { door, entries } of doors) {
    const values = entries.filter(({ kind }) => kind !== "type").map(({ name }) => name);
    expect(values.toSorted(), door).toEqual(Object.keys(modules.get(`siklus/${door}`) ?? {}).toSorted());
    expect(new Set(entries.map(({ name }) => name)).size, door).toBe(entries.length);
  }
});

test("everything has words, and what computes has an example", () => {
  for (const { door, lead, entries } of doors) {
    expect(lead, door).not.toBe("");
    const silent = entries.filter(({ kind, paragraphs }) => kind !== "type" && paragraphs.length === 0);
    expect(
      silent.map(({ name }) => name),
      door,
    ).toEqual([]);
    const bare = entries.filter(
      ({ kind, examples }) => kind === "function" && door !== "show" && examples.length === 0,
    );
    expect(
      bare.map(({ name }) => name),
      door,
    ).toEqual([]);
  }
});

describe.each(doors)("examples of $door", ({ entries }) => {
  const programs = entries.flatMap(({ name, examples }) => examples.map((program) => ({ name, program })));
  test.runIf(programs.length > 0)("run as they stand and print what they claim", async () => {
    for (const { name, program } of programs) {
      const claims = program.match(/\/\/ =>/g)?.length ?? 0;
      await expect(linesPrinted(program), `${name}:\n${program}`).resolves.toBe(claims);
    }
  });
});

test("an example imports what it names, from its own door where several have it", () => {
  const doorsOf = new Map<string, readonly DoorName[]>([
    ["histogram", ["data", "show"]],
    ["readCsv", ["data"]],
    ["mean", ["data"]],
  ]);
  const example = "const mean = 1;\nhistogram(readCsv('a').readCsv, { mean }) // => 2";
  expect(runnableExample({ example, own: "show", doorsOf })).toBe(
    [
      'import { histogram } from "siklus/show";',
      'import { readCsv } from "siklus/data";',
      "",
      "const mean = 1;",
      "console.log(histogram(readCsv('a').readCsv, { mean })); // => 2",
    ].join("\n"),
  );
});

test("a docstring is paragraphs and tags", () => {
  expect(
    readDocstring("/**\n * One\n * line.\n *\n * Two.\n *\n * @param x  a\n *   number\n * @example f(1) // => 2\n */"),
  ).toEqual({
    paragraphs: ["One line.", "Two."],
    tags: [
      { name: "param", text: "x a number" },
      { name: "example", text: "f(1) // => 2" },
    ],
  });
});
