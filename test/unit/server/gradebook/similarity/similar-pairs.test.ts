import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { similarPairs } from "#server/gradebook/similarity/similar-pairs.ts";

const root = new URL("../../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const correct = (lab: string) =>
  readdirSync(new URL(`test/attacks/correct/${lab}/`, root)).map((file) => ({
    id: file,
    source: read(`test/attacks/correct/${lab}/${file}`),
  }));

const starter = read("labs/07-metrics/ames-errors/starter.ts");
const original = read("test/attacks/correct/ames-errors/picking-the-worst.ts");
const similarityOf = (copy: string) =>
  similarPairs({
    sources: [
      { id: "original", source: original },
      { id: "copy", source: copy },
    ],
    starter,
  })[0]?.similarity ?? 0;

// What people do to a copy so that it looks their own.
const renamed = (source: string) =>
  Object.entries({
    Errors: "Gaps",
    values: "gaps",
    power: "exponent",
    sum: "acc",
    left: "rest",
    all: "whole",
    taken: "turn",
    at: "spot",
    worst: "peak",
    price: "y",
  }).reduce(
    (text, [from, to]) =>
      text
        .replaceAll(new RegExp(`\\b${from}\\b(?!\\()`, "g"), to)
        .replaceAll(new RegExp(`new ${from}\\(`, "g"), `new ${to}(`),
    source,
  );
const reordered = (source: string) =>
  source
    .split(/\n(?=export )/)
    .reverse()
    .join("\n\n");
const commented = (source: string) => source.replaceAll(/;\n/g, "; // my own idea\n/* and\n more */\n");
const reformatted = (source: string) =>
  source
    .replaceAll(/\s+/g, " ")
    .replaceAll(/([;{}])/g, "$1\n\n")
    .replaceAll("(", "(\n");
const retyped = (source: string) =>
  source.replaceAll("ArrayLike<number>", "readonly number[]").replaceAll("): number", ")");
const requoted = (source: string) => source.replaceAll(/(\b)(1|2)\)/g, "$1 0x$2)");
const padded = (source: string) =>
  source.replaceAll(
    /\n( +)return /g,
    '\n$1const note = "never used"; if (note.length > 99) console.log(note);\n$1return ',
  ) +
  "\nfunction unused(list: number[]) { const seen = new Set<number>(); for (const item of list) seen.add(item); return [...seen].length; }\n";

describe("a copy is alike, whatever was done to it", () => {
  test.each([
    { what: "nothing", copy: original, least: 1 },
    { what: "names changed", copy: renamed(original), least: 1 },
    { what: "comments added", copy: commented(original), least: 1 },
    { what: "laid out anew", copy: reformatted(original), least: 1 },
    { what: "types changed", copy: retyped(original), least: 1 },
    { what: "numbers written otherwise", copy: requoted(original), least: 1 },
    { what: "functions in another order", copy: reordered(original), least: 0.9 },
    { what: "dead code added", copy: padded(original), least: 0.7 },
    { what: "all of it", copy: padded(reordered(commented(retyped(renamed(original))))), least: 0.6 },
  ])("$what: at least $least", ({ copy, least }) => {
    expect(copy === original && least < 1).toBe(false);
    expect(similarityOf(copy)).toBeGreaterThanOrEqual(least);
  });
});

describe("independent solutions of one lab are not alike", () => {
  test.each(readdirSync(new URL("test/attacks/correct/", root)))("%s: no pair comes near a copy", (lab) => {
    const labStarter = read(`labs/07-metrics/${lab}/starter.ts`);
    const solution = { id: "solution", source: read(`labs/07-metrics/${lab}/solution.ts`) };
    // Short answers share idioms; the least that a disguised copy has (above) is 0.6.
    const pairs = similarPairs({ sources: [...correct(lab), solution], starter: labStarter });
    expect(pairs.filter(({ similarity }) => similarity >= 0.5)).toEqual([]);
  });
});

it("two who handed in the starter untouched, or nearly, are not alike", () => {
  const touched = starter.replace("const sum = 0;", "const sum = 1;");
  expect(
    similarPairs({
      sources: [
        { id: "a", source: starter },
        { id: "b", source: touched },
      ],
      starter,
    }),
  ).toEqual([]);
});

it("what most of a class wrote is nobody's copy; what two of them share beyond it is", () => {
  const usual = original;
  const extra = correct("auc-by-rank").find(({ id }) => id === "rank-sum.ts")?.source ?? "";
  const sources = Array.from({ length: 9 }, (_, i) => ({ id: `learner${i}`, source: usual }));
  expect(similarPairs({ sources, starter })).toEqual([]);
  const two = sources.map((one, i) => (i < 2 ? { ...one, source: `${usual}\n${extra}` } : one));
  const pairs = similarPairs({ sources: two, starter });
  expect(pairs.map(({ left, right }) => [left, right])).toEqual([["learner0", "learner1"]]);
  const firstExtraLine = usual.split("\n").length;
  expect(pairs[0]?.regions.every(({ left }) => left[0] >= firstExtraLine - 3)).toBe(true);
});

it("regions name the copied lines on both sides", () => {
  const block = correct("auc-by-rank").find(({ id }) => id === "rank-sum.ts")?.source ?? "";
  const left = `${"\n".repeat(10)}${block}`;
  const right = `${block}\n${original}`;
  const [pair] = similarPairs({
    sources: [
      { id: "l", source: left },
      { id: "r", source: right },
    ],
    starter: "",
  });
  expect(pair?.similarity).toBeGreaterThan(0.9);
  const lines = block.trimEnd().split("\n").length;
  // Line 1 is a comment, so code begins at line 2 of the block; a closing brace alone is no fingerprint.
  expect(pair?.regions).toEqual([{ left: [12, 9 + lines], right: [2, lines - 1] }]);
});

it("what does not parse, and answers of a line, are left out", () => {
  const short = "export const fBeta = (c, b) => 1;";
  const sources = [short, short, "export const (", "export const ("].map((source, i) => ({ id: `${i}`, source }));
  expect(similarPairs({ sources, starter: "" })).toEqual([]);
});

it("in a class of 300, two who share a solution come first", () => {
  // Each learner's own code: functions whose signs are drawn by chance, unlike from learner to learner.
  const own = (seed: number) => {
    let state = seed + 1;
    const sign = () => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
      return ["+", "-", "*", "/", "%", "<", ">", "&"][(state >>> 13) % 8];
    };
    const sum = () => Array.from({ length: 12 }, () => `a ${sign()} `).join("");
    return Array.from({ length: 4 }, (_, i) => `export const f${i} = (a: number) => ${sum()}a;`).join("\n");
  };
  const sources = Array.from({ length: 300 }, (_, i) => ({
    id: `l${i}`,
    source: i === 7 || i === 211 ? `${own(i)}\n${original}` : own(i),
  }));
  const [first, second] = similarPairs({ sources, starter });
  expect([first?.left, first?.right]).toEqual(["l7", "l211"]);
  expect(first?.similarity).toBeGreaterThan(0.5);
  expect(second?.similarity ?? 0).toBeLessThan(0.4);
});
