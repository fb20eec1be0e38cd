import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIntrinsic } from "#cloud/stepfunctions/language/intrinsic/parse-intrinsic.ts";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { outcomeOf } from "../run-machine.ts";

async function valueOfCall(call: string, input: Json = {}): Promise<Json> {
  return outcomeOf({ Type: "Pass", Parameters: { "value.$": call }, OutputPath: "$.value", End: true }, input);
}

/** The examples of the page "Intrinsic functions for JSONPath states" of the Step Functions guide. */
const documented: readonly (readonly [call: string, input: Json, value: Json])[] = [
  ["States.Array($.Id)", { Id: 123456 }, [123456]],
  [
    "States.ArrayPartition($.inputArray,4)",
    { inputArray: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
    [[1, 2, 3, 4], [5, 6, 7, 8], [9]],
  ],
  [
    "States.ArrayContains($.inputArray, $.lookingFor)",
    { inputArray: [1, 2, 3, 4, 5, 6, 7, 8, 9], lookingFor: 5 },
    true,
  ],
  ["States.ArrayRange(1, 9, 2)", {}, [1, 3, 5, 7, 9]],
  ["States.ArrayGetItem($.inputArray, $.index)", { inputArray: [1, 2, 3, 4, 5, 6, 7, 8, 9], index: 5 }, 6],
  ["States.ArrayLength($.inputArray)", { inputArray: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, 9],
  ["States.ArrayUnique($.inputArray)", { inputArray: [1, 2, 3, 3, 3, 3, 3, 3, 4] }, [1, 2, 3, 4]],
  ["States.Base64Encode($.input)", { input: "Data to encode" }, "RGF0YSB0byBlbmNvZGU="],
  ["States.Base64Decode($.base64)", { base64: "RGF0YSB0byBkZWNvZGU=" }, "Data to decode"],
  [
    "States.Hash($.Data, $.Algorithm)",
    { Data: "input data", Algorithm: "SHA-1" },
    "aaff4a450a104cd177d28d18d74485e8cae074b7",
  ],
  [
    "States.JsonMerge($.json1, $.json2, false)",
    { json1: { a: { a1: 1, a2: 2 }, b: 2 }, json2: { a: { a3: 1, a4: 2 }, c: 3 } },
    { a: { a3: 1, a4: 2 }, b: 2, c: 3 },
  ],
  ["States.StringToJson($.escapedJsonString)", { escapedJsonString: '{"foo": "bar"}' }, { foo: "bar" }],
  ["States.JsonToString($.unescapedJson)", { unescapedJson: { foo: "bar" } }, '{"foo":"bar"}'],
  ["States.MathAdd($.value1, $.step)", { value1: 111, step: -1 }, 110],
  [
    "States.StringSplit($.inputString, $.splitter)",
    { inputString: "1,2,3,4,5", splitter: "," },
    ["1", "2", "3", "4", "5"],
  ],
  [
    "States.StringSplit($.inputString, $.splitter)",
    { inputString: "This.is+a,test=string", splitter: ".+,=" },
    ["This", "is", "a", "test", "string"],
  ],
  ["States.Format('Hello, my name is {}.', $.name)", { name: "Arnav" }, "Hello, my name is Arnav."],
];

describe("intrinsic functions say what the guide shows", () => {
  test.each(documented)("%s", async (call, input, value) => {
    expect(await valueOfCall(call, input)).toEqual(value);
  });
});

describe("texts in single quotes", () => {
  /** The escapes of the specification's appendix B: quote, braces and backslash. */
  test.each([
    [String.raw`States.Format('it\'s {}', 1)`, "it's 1"],
    [String.raw`States.Format('\{\} {}', 1)`, "{} 1"],
    [String.raw`States.Format('a\\b {}', 1)`, String.raw`a\b 1`],
    [String.raw`States.Array('\{')`, ["{"]],
  ])("%s", async (call, value) => {
    expect(await valueOfCall(call)).toEqual(value);
  });

  test("a template of States.Format may come from a path", async () => {
    expect(await valueOfCall("States.Format($.template, 2)", { template: "n={}" })).toBe("n=2");
  });
});

describe("what cannot be done fails the state with States.IntrinsicFailure", () => {
  test.each([
    ["States.ArrayGetItem($.list, 3)", { list: [1, 2, 3] }],
    ["States.ArrayPartition($.list, 0)", { list: [1] }],
    ["States.ArrayRange(0, 1000, 1)", {}],
    ["States.ArrayRange(0, 5, 0)", {}],
    ["States.ArrayLength('text')", {}],
    ["States.Base64Decode('%%%')", {}],
    ["States.Hash('x', 'CRC')", {}],
    ["States.JsonMerge($, $, true)", {}],
    ["States.StringToJson('{')", {}],
    ["States.MathAdd('1', 2)", {}],
    ["States.MathRandom(5, 5)", {}],
    ["States.Format('{} {}', 1)", {}],
    ["States.Format('none', 1)", {}],
  ] as const)("%s", async (call, input) => {
    expect(await valueOfCall(call, input)).toMatchObject({ error: "States.IntrinsicFailure" });
  });

  test("a path that leads nowhere is a failure at run time, as in any template", async () => {
    expect(await valueOfCall("States.Array($.nope)")).toEqual({
      error: "States.Runtime",
      cause:
        "An error occurred while executing the state 'It' (entered at the event id #2). The JSONPath '$.nope' specified for the field 'value.$' could not be found in the input '{}'",
    });
  });
});

test("hashes agree with OpenSSL's", async () => {
  const algorithms = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.string({ maxLength: 400, unit: "binary" }),
      fc.constantFrom(...algorithms),
      async (text, algorithm) => {
        const expected = createHash(algorithm.replace("-", "").toLowerCase()).update(text, "utf8").digest("hex");
        expect(await valueOfCall(`States.Hash($.text, '${algorithm}')`, { text })).toBe(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test("Base64 of a text is Node's, and decodes to the text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 60 }), async (text) => {
      const encoded = Buffer.from(text, "utf8").toString("base64");
      expect(await valueOfCall("States.Base64Encode($.text)", { text })).toBe(encoded);
      expect(await valueOfCall("States.Base64Decode($.encoded)", { encoded })).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test("States.MathRandom draws from the first number to below the second, and a seed repeats it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), async (from, span) => {
      const drawn = await valueOfCall("States.MathRandom($.from, $.to)", { from, to: from + span });
      expect(drawn).toBeGreaterThanOrEqual(from);
      expect(drawn).toBeLessThan(from + span);
      const [first, second] = [
        await valueOfCall("States.MathRandom(0, 1000, 7)"),
        await valueOfCall("States.MathRandom(0, 1000, 7)"),
      ];
      expect(first).toBe(second);
    }),
    { numRuns: 30 },
  );
});

describe("what is no call is refused when it is read", () => {
  test.each([
    "States.Nope()",
    "States.UUID(1)",
    "States.Array(",
    "States.Array('open)",
    "States.Array(1,)",
    "States.Array(1) x",
    "States.Array($.a..)",
    "States.__proto__()",
    String.raw`States.StringToJson('{"a":"\"b\""}')`,
    `${"States.Array(".repeat(11)}1${")".repeat(11)}`,
  ])("%s", (text) => {
    expect(() => parseIntrinsic(text)).toThrow(/Invalid path/);
  });

  test("ten functions may stand inside one another", () => {
    expect(parseIntrinsic(`${"States.Array(".repeat(10)}1${")".repeat(10)}`).name).toBe("States.Array");
  });
});
