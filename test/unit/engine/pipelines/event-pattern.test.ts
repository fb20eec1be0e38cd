import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesEvent } from "#engine/pipelines/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const event = {
  source: "aws.sagemaker",
  "detail-type": "SageMaker Training Job State Change",
  resources: ["arn:aws:sagemaker:ap-southeast-3:1:training-job/churn-1", "arn:aws:s3:::models"],
  time: "2026-11-24T13:36:00Z",
  detail: {
    TrainingJobStatus: "Failed",
    seconds: 12.5,
    spot: false,
    owner: null,
    note: "",
    address: "10.0.0.7",
    path: "models/2026/churn.tar.gz",
    metrics: [
      { name: "auc", value: 0.81 },
      { name: "loss", value: 0.4 },
    ],
  },
};

const inDetail = (field: string, ...allowed: readonly unknown[]) => ({ detail: { [field]: allowed } });

describe("the operators of the EventBridge User Guide", () => {
  test.each<readonly [string, Anything, boolean]>([
    ["equal", { source: ["aws.sagemaker"] }, true],
    ["one of a list", { source: ["aws.s3", "aws.sagemaker"] }, true],
    ["none of a list", { source: ["aws.s3", "aws.ec2"] }, false],
    ["all fields must match", { source: ["aws.sagemaker"], ...inDetail("TrainingJobStatus", "Completed") }, false],
    ["a list in the event: one entry is enough", { resources: ["arn:aws:s3:::models"] }, true],
    ["a number", inDetail("seconds", 12.5), true],
    ["a number is no text", inDetail("seconds", "12.5"), false],
    ["false", inDetail("spot", false), true],
    ["null", inDetail("owner", null), true],
    ["null is not absent", inDetail("missing", null), false],
    ["the empty text", inDetail("note", ""), true],
    ["prefix", { time: [{ prefix: "2026-11-" }] }, true],
    ["prefix, another", { time: [{ prefix: "2025" }] }, false],
    ["prefix in any case", { source: [{ prefix: { "equals-ignore-case": "AWS." } }] }, true],
    ["suffix", inDetail("path", { suffix: ".gz" }), true],
    ["suffix in any case", inDetail("path", { suffix: { "equals-ignore-case": ".GZ" } }), true],
    ["equals-ignore-case", inDetail("TrainingJobStatus", { "equals-ignore-case": "FAILED" }), true],
    ["wildcard", inDetail("path", { wildcard: "models/*/churn.*" }), true],
    ["wildcard, another", inDetail("path", { wildcard: "models/*/fraud.*" }), false],
    ["wildcard to the end", inDetail("path", { wildcard: "models/*.tar" }), false],
    ["numeric, one bound", inDetail("seconds", { numeric: [">", 12] }), true],
    ["numeric, both bounds", inDetail("seconds", { numeric: [">", 0, "<=", 12] }), false],
    ["numeric =", inDetail("seconds", { numeric: ["=", 12.5] }), true],
    ["numeric on text", { time: [{ numeric: [">", 0] }] }, false],
    ["cidr", inDetail("address", { cidr: "10.0.0.0/29" }), true],
    ["cidr, the next block", inDetail("address", { cidr: "10.0.0.8/29" }), false],
    ["exists", inDetail("spot", { exists: true }), true],
    ["exists, null does", inDetail("owner", { exists: true }), true],
    ["exists false, deep in what is absent", { other: { deep: [{ exists: false }] } }, true],
    ["exists false, though it does", inDetail("spot", { exists: false }), false],
    ["anything-but", inDetail("TrainingJobStatus", { "anything-but": "Completed" }), true],
    ["anything-but a list", inDetail("TrainingJobStatus", { "anything-but": ["Completed", "Failed"] }), false],
    ["anything-but needs the field", inDetail("missing", { "anything-but": "x" }), false],
    ["anything-but prefix", inDetail("path", { "anything-but": { prefix: "data/" } }), true],
    ["anything-but suffix", inDetail("path", { "anything-but": { suffix: ".gz" } }), false],
    [
      "anything-but in any case",
      inDetail("TrainingJobStatus", { "anything-but": { "equals-ignore-case": ["failed"] } }),
      false,
    ],
    ["anything-but wildcard", inDetail("path", { "anything-but": { wildcard: "*/lib/*" } }), true],
    ["$or", { $or: [{ source: ["aws.s3"] }, inDetail("seconds", { numeric: ["<", 60] })] }, true],
    ["$or, neither", { $or: [{ source: ["aws.s3"] }, inDetail("seconds", { numeric: [">", 60] })] }, false],
    [
      "a list of objects: one must match as a whole",
      { detail: { metrics: { name: ["auc"], value: [{ numeric: [">", 0.8] }] } } },
      true,
    ],
    [
      "a list of objects: not a field from each",
      { detail: { metrics: { name: ["loss"], value: [{ numeric: [">", 0.8] }] } } },
      false,
    ],
  ])("%s", (_, pattern, expected) => {
    expect(matchesEvent({ pattern, event })).toBe(expected);
  });
});

test("a wildcard means what a regular expression means", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 8 });
  const patterns = fc
    .string({ unit: fc.constantFrom("a", "b", "/", "*"), maxLength: 8 })
    .map((text) => text.replace(/\*+/g, "*"));
  fc.assert(
    fc.property(patterns, letters, (wildcard, text) => {
      const expected = new RegExp(`^${wildcard.replace(/\*/g, ".*")}$`).test(text);
      expect(matchesEvent({ pattern: { text: [{ wildcard }] }, event: { text } })).toBe(expected);
    }),
    { numRuns: 400 },
  );
  expect(matchesEvent({ pattern: { text: [{ wildcard: "a\\*b\\\\" }] }, event: { text: "a*b\\" } })).toBe(true);
  const slow = { pattern: { text: [{ wildcard: `${"*a".repeat(500)}*b` }] }, event: { text: "a".repeat(50_000) } };
  expect(matchesEvent(slow)).toBe(false);
});

describe("patterns that EventBridge refuses", () => {
  test.each<readonly [string, Anything]>([
    ["null", null],
    ["a list", []],
    ["nothing", {}],
    ["a value that is in no list", { source: "aws.s3" }],
    ["an empty list", { source: [] }],
    ["an empty object inside", { detail: {} }],
    ["a list inside a list", { source: [["a"]] }],
    ["an unknown operator", { source: [{ contains: "s3" }] }],
    ["two operators", { source: [{ prefix: "a", suffix: "b" }] }],
    ["NaN", { n: [Number.NaN] }],
    ["a prefix that is a number", { source: [{ prefix: 3 }] }],
    ["exists that is text", { source: [{ exists: "yes" }] }],
    ["two stars", { source: [{ wildcard: "a**b" }] }],
    ["a lone backslash", { source: [{ wildcard: "a\\b" }] }],
    ["half a comparison", { n: [{ numeric: [">"] }] }],
    ["an unknown comparison", { n: [{ numeric: ["!=", 3] }] }],
    ["a comparison with text", { n: [{ numeric: [">", "3"] }] }],
    ["a block of 33 bits", { ip: [{ cidr: "10.0.0.0/33" }] }],
    ["a block of nonsense", { ip: [{ cidr: "10.0.0/8" }] }],
    ["anything-but nothing", { a: [{ "anything-but": [] }] }],
    ["anything-but null", { a: [{ "anything-but": null }] }],
    ["anything-but numeric", { a: [{ "anything-but": { numeric: [">", 3] } }] }],
    ["$or that is no list", { $or: { a: [1] } }],
  ])("%s", (_, pattern) => {
    expect(refusalOf(() => matchesEvent({ pattern, event }))).toBe("bad-expression");
  });

  test("an event that is no object", () => {
    for (const hostile of [null, 3, "text", [], undefined]) {
      expect(refusalOf(() => matchesEvent({ pattern: { a: [1] }, event: hostile }))).toBe("wrong-type");
    }
  });

  test("names of Object.prototype are fields like others", () => {
    expect(
      matchesEvent({ pattern: { constructor: [{ exists: false }], toString: [{ exists: false }] }, event: {} }),
    ).toBe(true);
    expect(refusalOf(() => matchesEvent({ pattern: { n: [{ numeric: ["toString", 3] }] }, event: {} }))).toBe(
      "bad-expression",
    );
  });
});
