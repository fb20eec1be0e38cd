import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { bundleRealm } from "#tools/vite/bundle-realm.ts";
import { realmText } from "#tools/vite/realm-text.ts";

const parts = [
  {
    name: "entry",
    code: `const { openPart } = require("parts"); exports.open = openPart; exports.sign = "é×";`,
    exports: ["open", "sign"],
  },
  { name: "door", code: `seen.push("door"); exports.shared = require("./shared"); `, exports: ["shared"] },
  {
    name: "other",
    code: `exports.shared = require("./shared"); exports.sloppy = (function () { return this; })();`,
    exports: ["shared", "sloppy"],
  },
  { name: "shared", code: `seen.push("shared");`, exports: [] },
];
const text = realmText({ name: "R", parts, entry: "entry", partsModule: "parts" });

type Made = { readonly open: (name: string) => Record<string, unknown>; readonly sign: string };

function evaluate(): { readonly realm: Made; readonly seen: readonly string[] } {
  const seen: string[] = [];
  return { realm: runInNewContext(`${text};R`, { seen }) as Made, seen }; // what the entry exports
}

it("a part is evaluated when it is opened, once, and shared by those that require it", () => {
  const { realm, seen } = evaluate();
  expect(seen).toEqual([]);
  const door = realm.open("door");
  expect(realm.open("door")).toBe(door);
  expect(realm.open("other")["shared"]).toBe(door["shared"]);
  expect(seen).toEqual(["door", "shared"]);
});

it("parts are strict: a plain call has no this", () => {
  expect(evaluate().realm.open("other")["sloppy"]).toBeUndefined();
});

it("an entry that exports nothing leaves no name in the global scope", () => {
  const quiet = { name: "entry", code: "seen.push('entry');", exports: [] };
  const scope = { seen: [] as string[] };
  runInNewContext(realmText({ name: "R", parts: [quiet], entry: "entry", partsModule: "parts" }), scope);
  expect(scope).toEqual({ seen: ["entry"] });
});

it("the text is ASCII and its strings are what they were", () => {
  expect(/[\u0080-\uffff]/.test(text)).toBe(false);
  expect(evaluate().realm.sign).toBe("é×");
});

it("the learner's worker holds every door as text and begins with less than a third of itself", async () => {
  const worker = await bundleRealm("src/browser/sandbox/learner-worker.ts");
  const late = /texts=(\{.*\}),opened=/.exec(worker)?.[1] ?? "";
  const names = Object.keys(JSON.parse(late) as object);
  for (const door of ["data", "metrics", "training", "show", "acorn"]) expect(names).toContain(`./${door}`);
  expect(worker.length - late.length).toBeLessThan(worker.length / 3);
  expect(/[\u0080-\uffff]/.test(worker)).toBe(false);
  expect(worker.startsWith("var")).toBe(false);
});
