import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitionErrorText } from "#cloud/stepfunctions/language/definition/diagnostic.ts";
import { parseDefinition } from "#cloud/stepfunctions/language/definition/parse-definition.ts";
import type { Json } from "#cloud/stepfunctions/language/json.ts";

type States = { readonly [name: string]: Json };

function machine(states: States, more: States = {}): Json {
  return { StartAt: Object.keys(states)[0] ?? "", States: states, ...more };
}

function findings(
  definition: Json,
): readonly (readonly [code: string, message: string, location: string | undefined])[] {
  return parseDefinition(JSON.stringify(definition)).diagnostics.map(({ code, message, location }) => [
    code,
    message,
    location,
  ]);
}

const pass = { Type: "Pass", End: true };
const task = { Type: "Task", Resource: "arn:aws:states:::sagemaker:createTrainingJob", End: true };
const query = { QueryLanguage: "JSONata" };
const schema = "SCHEMA_VALIDATION_FAILED";
const transition = "MISSING_TRANSITION_TARGET";

/**
 * Answers of ValidateStateMachineDefinition on AWS, as people measured and published them (issues 2735, 2968, 3733 and pull
 * request 2786 of floci, issue 11978 of localstack).
 */
describe("a definition is refused in AWS's words and at AWS's place", () => {
  test.each<readonly [string, Json, readonly (readonly [string, string, string | undefined])[]]>([
    [
      "a next state that is not there and one that nothing leads to",
      machine({ pass1: { Type: "Pass", Next: "pass3" }, pass2: pass }),
      [
        [transition, "Missing 'Next' target: pass3", "/States/pass1/Next"],
        [transition, 'State "pass2" is not reachable.', "/States/pass2"],
      ],
    ],
    [
      "a loop without an end",
      machine({ A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } }),
      [["MISSING_END_STATE", "Workflow has no terminal state", undefined]],
    ],
    [
      "a missing target in a machine that cannot end",
      machine({ A: { Type: "Pass", Next: "NOPE" } }),
      [
        [transition, "Missing 'Next' target: NOPE", "/States/A/Next"],
        ["MISSING_END_STATE", "Workflow has no terminal state", undefined],
      ],
    ],
    [
      "missing targets of rules, defaults and catchers",
      machine({
        C: { Type: "Choice", Choices: [{ Variable: "$.x", IsNull: true, Next: "no1" }], Default: "no2" },
        T: { ...task, Catch: [{ ErrorEquals: ["States.ALL"], Next: "no3" }] },
      }),
      [
        [transition, "Missing 'Next' target: no2", "/States/C/Default"],
        [transition, "Missing 'Next' target: no1", "/States/C/Choices[0]/Next"],
        [transition, "Missing 'Next' target: no3", "/States/T/Catch[0]/Next"],
        [transition, 'State "T" is not reachable.', "/States/T"],
      ],
    ],
    [
      "Catch on a state that has none",
      machine({ A: { ...pass, Catch: [] } }),
      [[schema, "Field 'Catch' is not supported", "/States/A"]],
    ],
    [
      "a JSONata field in JSONPath",
      machine({ A: { ...pass, Output: 1 } }),
      [
        [
          schema,
          "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
          "/States/A",
        ],
      ],
    ],
    [
      "a JSONPath field in JSONata",
      machine({ M: { Type: "Map", ItemProcessor: machine({ P: pass }), MaxConcurrencyPath: "$.n", End: true } }, query),
      [
        [
          schema,
          "The QueryLanguage is set to 'JSONata', but field 'MaxConcurrencyPath' is only supported for the 'JSONPath' QueryLanguage",
          "/States/M",
        ],
      ],
    ],
    [
      "JSONPath in a JSONata machine",
      machine({ A: { ...pass, QueryLanguage: "JSONPath" } }, query),
      [[schema, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", "/States/A"]],
    ],
    [
      "a language for an ItemProcessor",
      machine({ M: { Type: "Map", ItemProcessor: { ...(machine({ P: pass }) as object), ...query }, End: true } }),
      [[schema, "Field 'QueryLanguage' is not supported", "/States/M/ItemProcessor"]],
    ],
    [
      "a number and a path to it",
      machine({
        M: {
          Type: "Map",
          ItemProcessor: machine({ P: pass }),
          MaxConcurrency: 1,
          MaxConcurrencyPath: "$.n",
          End: true,
        },
      }),
      [[schema, "There should only be one of the following fields: [MaxConcurrency, MaxConcurrencyPath]", "/States/M"]],
    ],
    [
      "numbers out of bounds",
      machine({
        M: {
          Type: "Map",
          ItemProcessor: machine({ P: pass }),
          MaxConcurrency: -1,
          ToleratedFailurePercentage: 101,
          End: true,
        },
      }),
      [
        [schema, "Minimum value is 0", "/States/M/MaxConcurrency"],
        [schema, "Maximum value is 100.0", "/States/M/ToleratedFailurePercentage"],
      ],
    ],
    [
      "the context object where a reference path belongs",
      machine({
        M: { Type: "Map", ItemProcessor: machine({ P: pass }), MaxConcurrencyPath: "$$.Execution.Input.n", End: true },
      }),
      [[schema, "Value is not a Reference Path", "/States/M/MaxConcurrencyPath"]],
    ],
    [
      "an expression that cannot be read",
      machine({ A: { ...pass, Output: "{% a[1,2) %}" } }, query),
      [["INVALID_JSONATA_EXPRESSION", 'Expected "]", got ","', "/States/A/Output"]],
    ],
    [
      "a name that names nothing",
      machine({ E: { ...pass, Output: { v: "{% phone %}" } } }, query),
      [
        [
          "UNSUPPORTED_JSONATA_EXPRESSION",
          "Reference to 'phone' at the top level is not supported.",
          "/States/E/Output/v",
        ],
      ],
    ],
  ])("%s", (_, definition, expected) => {
    expect(findings(definition)).toEqual(expected);
  });

  test("names below an item, in filters, groups, orders and functions of items name something", () => {
    for (const expression of [
      "$states.input.a[b = 1].c",
      "$states.input{kind: $sum(n)}",
      "$states.input.a^(n)",
      "$states.input.{'n': n}",
      "$map($states.input.a, function($v) { $v.n })",
      "$states.input.a[$ > 1]",
      "$states.input ~> |a|{'b': c}|",
    ]) {
      expect(findings(machine({ E: { ...pass, Output: `{% ${expression} %}` } }, query))).toEqual([]);
    }
    for (const expression of [
      "[a]",
      "{'x': a}",
      "$f(a)",
      "a ? 1 : 2",
      "-a",
      "$map($x, function($v) { a })",
      "*",
      "**.a",
      "$",
      "$x.$$",
    ]) {
      expect(findings(machine({ E: { ...pass, Output: `{% ${expression} %}` } }, query))).toHaveLength(1);
    }
  });

  test("and CreateStateMachine tells it in one line", () => {
    const { diagnostics } = parseDefinition(
      JSON.stringify(machine({ pass1: { Type: "Pass", Next: "pass3" }, pass2: pass })),
    );
    expect(definitionErrorText(diagnostics)).toBe(
      `Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: pass3 at /States/pass1/Next, MISSING_TRANSITION_TARGET: State "pass2" is not reachable. at /States/pass2'`,
    );
  });
});

describe("what the specification forbids is refused", () => {
  const map = { Type: "Map", ItemProcessor: machine({ P: pass }), End: true };
  test.each<readonly [string, Json]>([
    ["no states", machine({})],
    ["no start", { States: { A: pass } }],
    ["an unknown type", machine({ A: { Type: "Jump", End: true } })],
    ["no type", machine({ A: { End: true } })],
    ["neither Next nor End", machine({ A: { Type: "Pass" } })],
    ["Next and End", machine({ A: { ...pass, Next: "A" } })],
    ["a name of 81 characters", machine({ ["x".repeat(81)]: pass })],
    ["a name twice", machine({ A: { Type: "Parallel", Branches: [machine({ A: pass })], End: true } })],
    [
      "a branch's way out of it",
      machine({ A: { Type: "Parallel", Branches: [machine({ B: { Type: "Pass", Next: "C" } })], Next: "C" }, C: pass }),
    ],
    ["an unknown field", machine({ A: { ...pass, Nope: 1 } })],
    ["another version", machine({ A: pass }, { Version: "2.0" })],
    ["a task without a resource", machine({ A: { Type: "Task", End: true } })],
    ["a resource that is no ARN", machine({ A: { ...task, Resource: "train" } })],
    ["no time at all", machine({ A: { ...task, TimeoutSeconds: 0 } })],
    ["a wait for nothing", machine({ A: { Type: "Wait", End: true } })],
    [
      "a wait for two things",
      machine({ A: { Type: "Wait", Seconds: 1, Timestamp: "2024-01-01T00:00:00Z", End: true } }),
    ],
    ["a time that is none", machine({ A: { Type: "Wait", Timestamp: "tomorrow", End: true } })],
    ["States.ALL in company", machine({ A: { ...task, Retry: [{ ErrorEquals: ["States.ALL", "E"] }] } })],
    [
      "States.ALL before others",
      machine({ A: { ...task, Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["E"] }] } }),
    ],
    ["a backoff below 1", machine({ A: { ...task, Retry: [{ ErrorEquals: ["E"], BackoffRate: 0.5 }] } })],
    ["no error named", machine({ A: { ...task, Retry: [{ ErrorEquals: [] }] } })],
    [
      "a rule without comparison",
      machine({ A: { Type: "Choice", Choices: [{ Variable: "$.x", Next: "B" }] }, B: pass }),
    ],
    [
      "a rule with two",
      machine({
        A: { Type: "Choice", Choices: [{ Variable: "$.x", IsNull: true, IsString: true, Next: "B" }] },
        B: pass,
      }),
    ],
    [
      "Next inside And",
      machine({
        A: { Type: "Choice", Choices: [{ And: [{ Variable: "$.x", IsNull: true, Next: "B" }], Next: "B" }] },
        B: pass,
      }),
    ],
    [
      "a text compared as a number",
      machine({ A: { Type: "Choice", Choices: [{ Variable: "$.x", NumericEquals: "1", Next: "B" }] }, B: pass }),
    ],
    ["a path that is none", machine({ A: { ...pass, InputPath: "input" } })],
    ["a result put everywhere", machine({ A: { ...pass, ResultPath: "$.a[*]" } })],
    ["a result put into the context", machine({ A: { ...pass, ResultPath: "$$.a" } })],
    ["a template field that is no path", machine({ A: { ...pass, Parameters: { "a.$": 5 } } })],
    ["an unknown function", machine({ A: { ...pass, Parameters: { "a.$": "States.Nope()" } } })],
    ["one field twice", machine({ A: { ...pass, Parameters: { a: 1, "a.$": "$" } } })],
    ["a heartbeat slower than the timeout", machine({ A: { ...task, TimeoutSeconds: 5, HeartbeatSeconds: 5 } })],
    ["the variable states", machine({ A: { ...pass, Assign: { states: 1 } } })],
    ["a variable that is no name", machine({ A: { ...pass, Assign: { "a-b": 1 } } })],
    ["a Map without processor", machine({ A: { Type: "Map", End: true } })],
    [
      "a reader in an inline Map",
      machine({ A: { ...map, ItemReader: { Resource: "arn:aws:states:::s3:getObject" } } }),
    ],
    ["a cause twice", machine({ A: { Type: "Fail", Cause: "c", CausePath: "$.c" } })],
    ["a cause that is no text", machine({ A: { Type: "Fail", CausePath: "States.Array(1)" } })],
    ["an error output outside a catcher", machine({ A: { ...pass, Output: "{% $states.errorOutput %}" } }, query)],
    ["the root of nothing", machine({ A: { ...pass, Output: "{% $$ %}" } }, query)],
  ])("%s", (_, definition) => {
    expect(parseDefinition(JSON.stringify(definition)).status).toBe("invalid");
  });
});

describe("hostile definitions are answered in words", () => {
  test("text that is no JSON", () => {
    expect(parseDefinition("{").diagnostics).toMatchObject([{ code: "INVALID_JSON_DESCRIPTION" }]);
  });

  test("nesting without end", () => {
    const deep = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
    expect(parseDefinition(deep).status).toBe("invalid");
  });

  test("expressions without end", () => {
    for (const expression of ["(".repeat(20_000), `1${"+1".repeat(20_000)}`, "[".repeat(20_000)]) {
      const definition = machine({ A: { ...pass, Output: `{% ${expression} %}` } }, query);
      expect(parseDefinition(JSON.stringify(definition)).diagnostics.length).toBeLessThan(2);
    }
  });

  test("names that objects are born with", () => {
    const text = '{"StartAt":"__proto__","States":{"__proto__":{"Type":"constructor","End":true}}}';
    expect(parseDefinition(text).status).toBe("invalid");
    const fine = '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","End":true}}}';
    expect(parseDefinition(fine).status).toBe("valid");
  });

  test("anything at all, in any field", () => {
    const fields = [
      "Type",
      "Next",
      "Choices",
      "Branches",
      "ItemProcessor",
      "Retry",
      "Catch",
      "Assign",
      "States",
      "Parameters",
      "Seconds",
    ];
    const types = fc.constantFrom("Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map");
    const state = fc
      .dictionary(fc.constantFrom(...fields), fc.jsonValue())
      .chain((given) => types.map((Type) => ({ ...given, Type })));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.string(), state).map((States) => ({ StartAt: "A", States })),
        ),
        (value) => {
          expect(parseDefinition(JSON.stringify(value)).status).toMatch(/valid/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
