import { describe, expect, test } from "vitest";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { outcomeOf, runMachine } from "../run-machine.ts";

async function holds(rule: { readonly [field: string]: Json }, input: Json): Promise<Json> {
  const { execution } = await runMachine({
    definition: {
      StartAt: "Choose",
      States: {
        Choose: { Type: "Choice", Choices: [{ ...rule, Next: "Yes" }], Default: "No" },
        Yes: { Type: "Pass", Result: true, End: true },
        No: { Type: "Pass", Result: false, End: true },
      },
    },
    input,
  });
  const { outcome } = execution;
  return outcome.status === "SUCCEEDED" ? outcome.output : outcome.status === "RUNNING" ? null : outcome.cause;
}

/** Worked from the list of comparison operators in the specification: another type never compares as true. */
describe("a comparison holds as its name says", () => {
  test.each<readonly [{ readonly [field: string]: Json }, Json, boolean]>([
    [{ StringEquals: "a" }, "a", true],
    [{ StringEquals: "1" }, 1, false],
    [{ StringLessThan: "b" }, "a", true],
    [{ StringGreaterThanEquals: "b" }, "b", true],
    [{ NumericEquals: 1 }, 1, true],
    [{ NumericEquals: 1 }, "1", false],
    [{ NumericLessThan: 2 }, 1.5, true],
    [{ NumericLessThanEquals: 2 }, 2, true],
    [{ NumericGreaterThan: 2 }, 2, false],
    [{ BooleanEquals: false }, false, true],
    [{ BooleanEquals: true }, "true", false],
    [{ TimestampEquals: "2024-01-01T00:00:00Z" }, "2024-01-01T07:00:00+07:00", true],
    [{ TimestampLessThan: "2024-01-01T00:00:00Z" }, "2023-12-31T23:59:59.999Z", true],
    [{ TimestampGreaterThan: "2024-01-01T00:00:00Z" }, "2024-01-01", false],
    [{ StringMatches: "log-*.txt" }, "log-2024.txt", true],
    [{ StringMatches: "log-*.txt" }, "log-2024.csv", false],
    [{ StringMatches: "*a*b*" }, "xxaxxbxx", true],
    [{ StringMatches: "a\\*b" }, "a*b", true],
    [{ StringMatches: "a\\*b" }, "axb", false],
    [{ StringMatches: "" }, "", true],
    [{ IsNull: true }, null, true],
    [{ IsNull: false }, 0, true],
    [{ IsNumeric: true }, 0, true],
    [{ IsString: true }, 0, false],
    [{ IsBoolean: true }, false, true],
    [{ IsTimestamp: true }, "2024-02-30T00:00:00Z", false],
    [{ IsTimestamp: true }, "2024-02-29T00:00:00Z", true],
    [{ IsPresent: true }, null, true],
    [{ StringEqualsPath: "$.other" }, "o", true],
    [{ NumericLessThanPath: "$.limit" }, 4, true],
  ])("%j of %j: %s", async (comparison, x, expected) => {
    expect(await holds({ Variable: "$.x", ...comparison }, { x, other: "o", limit: 5 })).toBe(expected);
  });
});

test("And, Or and Not combine, and stop as soon as it is decided", async () => {
  const one = { Variable: "$.x", NumericEquals: 1 };
  const missing = { Variable: "$.nope", NumericEquals: 1 };
  expect(await holds({ Not: one }, { x: 2 })).toBe(true);
  expect(await holds({ And: [{ Not: one }, missing] }, { x: 1 })).toBe(false);
  expect(await holds({ Or: [one, missing] }, { x: 1 })).toBe(true);
  expect(await holds({ And: [{ Variable: "$.nope", IsPresent: true }, missing] }, {})).toBe(false);
});

test("a variable that is not there fails the state; IsPresent alone may ask for it", async () => {
  expect(await holds({ Variable: "$.nope", IsPresent: false }, {})).toBe(true);
  expect(await holds({ Variable: "$.nope", IsNull: true }, {})).toContain(
    "Invalid path '$.nope': The choice state's condition path references an invalid value.",
  );
});

test("a backslash that frees nothing fails the state", async () => {
  expect(await holds({ Variable: "$.x", StringMatches: "a\\b" }, { x: "a" })).toContain("Open escape backslash");
  expect(await holds({ Variable: "$.x", StringMatches: "a\\\\b" }, { x: "a\\b" })).toBe(true);
});

test("patterns of many stars take no time", async () => {
  expect(await holds({ Variable: "$.x", StringMatches: `${"*a".repeat(50)}*b` }, { x: "a".repeat(5000) })).toBe(false);
});

test("without a match and without Default the state fails by States.NoChoiceMatched", async () => {
  const { execution } = await runMachine({
    definition: {
      StartAt: "Choose",
      States: {
        Choose: { Type: "Choice", Choices: [{ Variable: "$.x", IsNull: true, Next: "Yes" }] },
        Yes: { Type: "Succeed" },
      },
    },
    input: { x: 1 },
  });
  expect(execution.outcome).toMatchObject({ error: "States.NoChoiceMatched" });
});

test("a condition in JSONata must say a boolean", async () => {
  const { execution } = await runMachine({
    definition: {
      QueryLanguage: "JSONata",
      StartAt: "Choose",
      States: {
        Choose: { Type: "Choice", Choices: [{ Condition: "{% $states.input.x %}", Next: "Yes" }], Default: "Yes" },
        Yes: { Type: "Succeed" },
      },
    },
    input: { x: "yes" },
  });
  expect(execution.outcome).toMatchObject({ error: "States.QueryEvaluationError" });
});

test("data flows by InputPath and OutputPath through Choice, Wait and Succeed", async () => {
  expect(await outcomeOf({ Type: "Succeed", InputPath: "$.a", OutputPath: "$.b" }, { a: { b: 1 } })).toBe(1);
  expect(
    await outcomeOf({ Type: "Wait", Seconds: 0, InputPath: "$.a", OutputPath: "$.b", End: true }, { a: { b: 1 } }),
  ).toBe(1);
});
