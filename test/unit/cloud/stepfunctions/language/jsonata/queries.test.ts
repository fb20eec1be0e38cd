import { describe, expect, test } from "vitest";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { outcomeOf } from "../run-machine.ts";

async function say(expression: string, input: Json = {}): Promise<Json> {
  return outcomeOf({ Type: "Pass", QueryLanguage: "JSONata", Output: { r: `{% ${expression} %}` }, End: true }, input);
}

/** The examples of "Transforming data with JSONata" in the guide, and values measured on AWS (issue 2662 of floci). */
describe("the functions that Step Functions adds to JSONata", () => {
  test.each<readonly [string, Json]>([
    [
      "$partition([1,2,3,4], 2)",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["$range(0, 6, 2)", [0, 2, 4, 6]],
    ["$range(3, 1, -1)", [3, 2, 1]],
    ["$range(-1.7, 2, 1)", [-1, 0, 1, 2]],
    ["$count($range(1, 200000, 1))", 200_000],
    ['$hash("input", "SHA-1")', "140f86aae51ab9e1cda9b4254fe98a74eb54c1a1"],
    ["$random(42)", 0.7275636800328681],
    ['$parse("{\\"a\\":1}").a', 1],
    ["$millis()", Date.UTC(2025, 0, 1)],
    ["$now()", "2025-01-01T00:00:00.000Z"],
  ])("%s", async (expression, r) => {
    expect(await say(expression)).toEqual({ r });
  });

  test("$uuid is of version 4, and $random lies between 0 and 1", async () => {
    expect(
      await say("$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) ~> $count()"),
    ).toEqual({ r: 1 });
    expect(await say("($r := $random(); $r >= 0 and $r < 1)")).toEqual({ r: true });
  });
});

/** Wording measured on AWS (issues 2665, 2668 and 2736 of floci). */
describe("a query that fails says where and why", () => {
  const intro = (expression: string): string =>
    `An error occurred while executing the state 'It' (entered at the event id #2). The JSONata expression '${expression}' specified for the field 'Output/r'`;
  test.each([
    ["$states.input.missing", " returned nothing (undefined)."],
    [
      '$sum(["a"])',
      ' threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"',
    ],
    ['$eval("1+1")', " threw an error during evaluation. T1006: Attempted to invoke a non-function"],
  ])("%s", async (expression, ending) => {
    expect(await say(expression)).toEqual({
      error: "States.QueryEvaluationError",
      cause: `${intro(expression)}${ending}`,
    });
  });

  test.each([
    "function($x) { $x }",
    "1/0",
    "$uuid",
    "[1..900000] ~> $count()",
    "($f := function($n) { 1 + $f($n) }; $f(1))",
  ])("%s is no data, or too much", async (expression) => {
    expect(await say(expression)).toMatchObject({ error: "States.QueryEvaluationError" });
  });
});

test("an expression cannot change what others read", async () => {
  const output = await outcomeOf(
    {
      Type: "Pass",
      QueryLanguage: "JSONata",
      Output: { first: "{% $append($states.input.a[], 4) %}", after: "{% $states.input.a %}" },
      End: true,
    },
    { a: [1, 2, 3] },
  );
  expect(output).toEqual({ first: [1, 2, 3, 4], after: [1, 2, 3] });
});

test("data that nests without end fails the state, not the house", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(await say("$parse($states.input.deep)", { deep })).toMatchObject({ cause: expect.any(String) });
  const state = { Type: "Pass", Parameters: { "r.$": "States.StringToJson($.deep)" }, End: true };
  expect(await outcomeOf(state, { deep })).toMatchObject({ cause: expect.any(String) });
});
