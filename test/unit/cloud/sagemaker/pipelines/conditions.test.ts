import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { always, condition, define, get, never, training } from "./definitions.ts";
import { runToEnd } from "./stub-host.ts";

function outcomeOf(...conditions: readonly Json[]): Json | undefined {
  const { execution } = runToEnd({
    definition: define({
      Parameters: [{ Name: "Text", Type: "String", DefaultValue: "abc" }],
      Steps: [condition("C", conditions)],
    }),
  });
  const state = execution.steps["C"];
  if (state?.status === "Succeeded") return state.properties["Outcome"];
  return state?.status === "Failed" ? state.reason : undefined;
}

function compare(type: string, left: Json, right: Json): JsonObject {
  return { Type: type, LeftValue: left, RightValue: right };
}

describe("conditions", () => {
  it("orders numbers by size and texts by their characters", () => {
    expect(outcomeOf(compare("GreaterThan", 10, 9))).toBe(true);
    expect(outcomeOf(compare("GreaterThan", "10", "9"))).toBe(false);
    expect(outcomeOf(compare("GreaterThanOrEqualTo", 9, 9))).toBe(true);
    expect(outcomeOf(compare("LessThan", 9, 9))).toBe(false);
    expect(outcomeOf(compare("LessThanOrEqualTo", "a", "b"))).toBe(true);
    expect(outcomeOf(compare("GreaterThan", get("Execution.StartDateTime"), "2020-12-01"))).toBe(true);
  });

  it("equality is of values of one type; of different types it is an error, not false", () => {
    expect(outcomeOf(compare("Equals", 6, 6.0))).toBe(true);
    expect(outcomeOf(compare("Equals", true, false))).toBe(false);
    expect(outcomeOf(compare("Equals", get("Parameters.Text"), "abc"))).toBe(true);
    expect(outcomeOf(compare("Equals", "6", 6))).toContain('cannot compare a text ("6") with a whole number (6)');
    expect(outcomeOf({ Type: "Not", Condition: compare("Equals", true, "true") })).toContain("cannot compare");
    expect(outcomeOf(compare("GreaterThan", true, false))).toContain("cannot compare");
  });

  it("In asks for any, Not turns round, Or asks for one, a list of conditions for all", () => {
    const inside = { Type: "In", QueryValue: get("Parameters.Text"), Values: ["x", "abc"] };
    expect(outcomeOf(inside)).toBe(true);
    expect(outcomeOf({ Type: "In", Value: "a", In: ["b"] })).toBe(false);
    expect(outcomeOf({ Type: "Not", Condition: inside })).toBe(false);
    expect(outcomeOf({ Type: "NotIn", QueryValue: "a", Values: ["b"] })).toBe(true);
    expect(outcomeOf({ Type: "NotEquals", LeftValue: 1, RightValue: 2 })).toBe(true);
    expect(outcomeOf({ Type: "Or", Conditions: [never, always] })).toBe(true);
    expect(outcomeOf({ Type: "Or", Conditions: [never, { Type: "Or", Conditions: [never] }] })).toBe(false);
    expect(outcomeOf(always, always)).toBe(true);
    expect(outcomeOf(always, never)).toBe(false);
  });
});

describe("branches", () => {
  const definition = (holds: boolean): ReturnType<typeof define> =>
    define({
      Steps: [
        condition("Outer", [holds ? always : never], {
          yes: [
            training("Then"),
            condition("Inner", [never], { yes: [training("InnerThen")], no: [training("InnerElse")] }),
          ],
          no: [training("Else")],
        }),
        training("AfterThen", { X: get("Steps.Then.TrainingJobName") }),
        training("AfterAfter", {}, { DependsOn: ["AfterThen"] }),
        training("AfterOuter", { X: get("Steps.Outer.Outcome") }),
      ],
    });

  it("the branch that is taken runs, with the branches inside it", () => {
    const { execution, starts } = runToEnd({ definition: definition(true) });
    expect(execution.status).toBe("Succeeded");
    expect(execution.begun.toSorted()).toEqual([
      "AfterAfter",
      "AfterOuter",
      "AfterThen",
      "Inner",
      "InnerElse",
      "Outer",
      "Then",
    ]);
    expect(starts.find(({ step }) => step === "AfterOuter")?.arguments["X"]).toBe(true);
  });

  it("the branch that is not taken never runs, nor what needs it", () => {
    const { execution } = runToEnd({ definition: definition(false) });
    expect(execution.status).toBe("Succeeded");
    expect(execution.begun.toSorted()).toEqual(["AfterOuter", "Else", "Outer"]);
    for (const name of ["Then", "Inner", "InnerThen", "InnerElse", "AfterThen", "AfterAfter"]) {
      expect(execution.steps[name]).toEqual({ status: "Skipped" });
    }
  });
});
