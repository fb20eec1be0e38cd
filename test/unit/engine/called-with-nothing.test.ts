import { describe, expect, test } from "vitest";
import { EngineError } from "#engine/core/errors.ts";
import { doors } from "./doors.ts";
import type { Anything } from "./refusal-of.ts";

const nothings: Readonly<Record<string, readonly Anything[]>> = {
  "f()": [],
  "f(undefined)": [undefined],
  "f(null)": [null],
  "f(5)": [5],
  'f("x")': ["x"],
  "f([])": [[]],
  "f({})": [{}],
};

/** Where one of these calls is one that a learner may mean, and what it then is. */
const meant: Readonly<Record<string, { readonly calls: readonly string[]; readonly because: string }>> = {
  contentHash: { calls: ["f(null)", "f(5)", 'f("x")', "f([])", "f({})"], because: "all plain data has a hash" },
  createArtifactStore: { calls: ["f()", "f(undefined)"], because: "an empty store" },
  createCsvReader: { calls: ["f()", "f(undefined)", "f({})"], because: "every option has a default" },
  createJsonLinesReader: { calls: ["f()", "f(undefined)", "f({})"], because: "every option has a default" },
  createLabelLedger: { calls: ["f()", "f(undefined)", "f({})"], because: "no budget" },
  createRng: { calls: ["f(5)"], because: "a seed" },
  createStreamSink: { calls: ["f()", "f(undefined)", "f({})"], because: "every option has a default" },
  createTokenVault: { calls: Object.keys(nothings), because: "it takes no arguments" },
  dayToIso: { calls: ["f(5)"], because: "a day" },
  formatUtc: { calls: ["f(5)"], because: "a time" },
  fromColumns: { calls: ["f({})"], because: "a table without columns" },
  fromRows: { calls: ["f([])"], because: "a table without rows" },
  isMatrix: { calls: Object.keys(nothings), because: "it asks what anything is" },
  isTable: { calls: Object.keys(nothings), because: "it asks what anything is" },
  murmurHash3: { calls: ['f("x")'], because: "every text has a hash" },
  passesLuhn: { calls: ['f("x")'], because: "a text that does not pass" },
  readCsv: { calls: ['f("x")'], because: "a file of one line" },
  readCsvWithReport: { calls: ['f("x")'], because: "a file of one line" },
  readNik: { calls: ['f("x")'], because: "a text that is no NIK" },
};

const functions = new Map(
  Object.values(doors).flatMap((door) =>
    Object.entries(door).filter(
      (entry): entry is [string, Anything] => typeof entry[1] === "function" && entry[1] !== EngineError,
    ),
  ),
);

/** Calls, and where the answer comes later or bit by bit, asks for the first of it. */
async function answer(run: Anything, given: readonly Anything[]): Promise<unknown> {
  const result: Anything = await run(...given);
  return typeof result?.next === "function" ? result.next() : result;
}

const refused = [...functions].flatMap(([name, run]) =>
  Object.entries(nothings)
    .filter(([call]) => !meant[name]?.calls.includes(call))
    .map(([call, given]) => [name, call, run, given] as const),
);

describe("refused", () => {
  test.each(refused)("%s: %s", async (_name, _call, run, given) => {
    const error: unknown = await answer(run, given).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    const { code, message } = error as EngineError; // as the line above says
    expect(code).toMatch(/^[a-z-]+$/);
    expect(message).toMatch(/^\w+ (requires|lacks) .+[^.]$/);
  });
});

test("what is allowed is there and goes well", async () => {
  for (const [name, { calls }] of Object.entries(meant)) {
    for (const call of calls) await answer(functions.get(name), nothings[call] ?? []);
  }
});

test("an argument by a name that the function lacks is refused, with the name that was meant", () => {
  const { rocAuc } = doors.metrics;
  const call = () => rocAuc({ labels: [0, 1], scores: [0.1, 0.9], maxFalsePositivRate: 0.5 } as Anything);
  expect(call).toThrow(
    expect.objectContaining({
      code: "unknown-option",
      message:
        "rocAuc requires arguments among labels, scores, weights, whenUndefined, maxFalsePositiveRate, got maxFalsePositivRate; did you mean maxFalsePositiveRate?",
    }),
  );
});
