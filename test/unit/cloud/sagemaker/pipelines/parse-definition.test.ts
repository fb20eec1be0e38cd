import { describe, expect, it } from "vitest";
import type { JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { parseDefinition, requireDefinition } from "#cloud/sagemaker/pipelines/parse-definition.ts";
import { parseDurationMs } from "#cloud/sagemaker/pipelines/parse-duration.ts";
import { always, condition, define, definitionText, get, join, training } from "./definitions.ts";

function messages(text: string, severity: "error" | "warning" = "error"): readonly string[] {
  return parseDefinition(text)
    .diagnostics.filter((one) => one.severity === severity)
    .map(({ message }) => message);
}

function errorsOf(...steps: readonly JsonObject[]): readonly string[] {
  return messages(definitionText({ Steps: steps }));
}

const policy = { ExceptionType: ["Step.THROTTLING"] };

describe("what is no definition is refused as the service refuses it", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    // The wordings of the first three are quoted in issues of aws/sagemaker-python-sdk (3908, 2345, 2746).
    ["a list", "[]", "Expecting start of Json Object."],
    ["steps that are no list", '{"Version":"2020-12-01","Steps":{}}', "Expecting start of Json Array."],
    [
      "a condition of the first SDKs",
      definitionText({ Steps: [condition("C", [{ Type: "Not", Expression: always }])] }),
      "Cannot parse object, unknown property 'Expression'.",
    ],
    ["no JSON", "{", "It is not JSON"],
    ["another version", '{"Version":"2019-01-01","Steps":[]}', 'Version must be 2020-12-01, got "2019-01-01".'],
    ["no steps", definitionText({ Steps: [] }), "A pipeline must have at least one step."],
  ];
  for (const [name, text, message] of cases) {
    it(name, () => {
      expect(messages(text).join(" ")).toContain(message);
      expect(() => requireDefinition(text)).toThrow(/^Unable to parse pipeline definition\. /);
    });
  }

  it("a depth that would exhaust the stack is refused before it is walked", () => {
    const text = `{"Version":"2020-12-01","Steps":${"[".repeat(5000)}${"]".repeat(5000)}}`;
    expect(messages(text)).toEqual(["The definition is nested more than 500 levels deep."]);
  });
});

describe("an error names step and expression", () => {
  it("unknown step type", () => {
    expect(errorsOf({ Name: "A", Type: "Trainign" })[0]).toMatch(
      /^Unknown step type "Trainign" of step 'A': there are Pro/,
    );
  });

  it("references to what is not defined", () => {
    expect(errorsOf(training("A", { X: get("Parameters.Rate") }))).toEqual([
      `{"Get":"Parameters.Rate"} of step 'A': parameter 'Rate' is not defined (there are none).`,
    ]);
    expect(errorsOf(training("Train"), training("B", { X: get("Steps.Trains.ModelArtifacts") }))).toEqual([
      `{"Get":"Steps.Trains.ModelArtifacts"} of step 'B': step 'Trains' is not defined (is Train meant?).`,
    ]);
    expect(errorsOf(training("A", {}, { DependsOn: ["B"] }))).toEqual([
      "Step 'A' depends on step 'B', which is not defined.",
    ]);
    expect(errorsOf(training("A", { X: get("Execution.Id") }))[0]).toContain("Execution has StartDateTime, Current");
    expect(errorsOf(training("A", { X: get("Parameter.X") }))[0]).toContain("it must begin with Parameters.");
    expect(errorsOf(training("A", { X: { "Std:If": [] } }))[0]).toContain("there is no function Std:If");
  });

  it("a property file, an output parameter, an outcome that is not there", () => {
    const read = { "Std:JsonGet": { PropertyFile: get("Steps.P.PropertyFiles.Report"), Path: "mse" } };
    expect(
      errorsOf({ Name: "P", Type: "Processing" }, condition("C", [{ Type: "Equals", LeftValue: read, RightValue: 1 }])),
    ).toEqual([`${JSON.stringify(read)} of step 'C': step 'P' has no property file 'Report' (there are none).`]);
    const lambda = {
      Name: "L",
      Type: "Lambda",
      FunctionArn: "arn",
      OutputParameters: [{ OutputName: "a", OutputType: "String" }],
    };
    expect(errorsOf(lambda, training("T", { X: get("Steps.L.OutputParameters['b']") }))[0]).toContain(
      "step 'L' has no output parameter 'b' (there are a)",
    );
    expect(errorsOf(condition("C", [always]), training("T", { X: get("Steps.C.Result") }))[0]).toContain(
      "has Outcome only",
    );
  });

  it("nothing may depend on a Fail step (words of the service, sagemaker-python-sdk test_fail_steps)", () => {
    const fail = { Name: "FailStep", Type: "Fail", Arguments: { ErrorMessage: "no" } };
    const errors = errorsOf({ ...condition("CondStep", [always]), DependsOn: ["FailStep"] }, fail);
    expect(errors).toEqual(["CondStep can not depends on FailStep"]);
  });

  it("steps that wait for each other, in words of the way", () => {
    const a = training("A", { X: get("Steps.B.TrainingJobName") });
    expect(errorsOf(a, training("B", {}, { DependsOn: ["C"] }), training("C", {}, { DependsOn: ["A"] }))).toEqual([
      "Cyclic dependency: A needs B needs C needs A.",
    ]);
    expect(
      errorsOf(condition("C", [{ ...(always as JsonObject), LeftValue: get("Steps.T.X") }], { yes: [training("T")] })),
    ).toEqual(["Cyclic dependency: C needs T needs C."]);
  });

  it("two steps of one name, also across branches", () => {
    const branches = { yes: [training("T")], no: [training("T")] };
    expect(errorsOf(condition("C", [always], branches))).toEqual(["Duplicate step name 'T'."]);
  });

  it("variables of a template that nobody filled in; but not those of a container", () => {
    expect(errorsOf(training("A", { RoleArn: "$ROLE_ARN", Image: `\${image_uri}` }))).toEqual([
      "The variable $ROLE_ARN was not filled in: a definition has parameters, no variables.",
      `The variable \${image_uri} was not filled in: a definition has parameters, no variables.`,
    ]);
    const container = {
      Environment: { A: "$HOME_DIR" },
      ContainerArguments: ["$SM_CHANNEL"],
      InputFilter: "$.features[0]",
    };
    expect(errorsOf(training("A", container))).toEqual([]);
    expect(messages(definitionText({ Steps: [training("A", { RoleArn: "<YOUR_ROLE>" })] }), "warning")).toContain(
      "<YOUR_ROLE> looks like a blank that somebody was to fill in.",
    );
  });

  it("what Lambda and Callback steps must have", () => {
    expect(errorsOf({ Name: "L", Type: "Lambda" })).toEqual(["Step 'L' of type Lambda must have FunctionArn."]);
    expect(errorsOf({ Name: "C", Type: "Callback" })).toEqual(["Step 'C' of type Callback must have SqsQueueUrl."]);
  });
});

describe("parameters", () => {
  const read = (parameter: JsonObject): readonly string[] =>
    messages(definitionText({ Parameters: [parameter], Steps: [training("A")] }));

  it("have a type, and a default of that type", () => {
    expect(read({ Name: "N", Type: "Integer", DefaultValue: 1.5 })).toEqual([
      "The DefaultValue of parameter 'N' must be Integer, got a number.",
    ]);
    expect(read({ Name: "N", Type: "String", DefaultValue: 1 })[0]).toContain("must be String");
    expect(read({ Name: "N", Type: "Float", DefaultValue: 1 })).toEqual([]);
    expect(read({ Name: "N", Type: "Date" })[0]).toContain("must be String, Integer, Float, Boolean");
    expect(read({ Name: "N", DefaultValue: "" })).toEqual([]);
  });

  it("EnumValues hold the default", () => {
    expect(read({ Name: "N", Type: "String", DefaultValue: "c", EnumValues: ["a", "b"] })).toEqual([
      "The DefaultValue of parameter 'N' is not one of its EnumValues.",
    ]);
  });
});

describe("retry policies (Developer Guide, Retry Policy for Pipeline Steps)", () => {
  const read = (given: JsonObject): readonly string[] => errorsOf(training("A", {}, { RetryPolicies: [given] }));

  it("defaults are 1 second, 2.0 and 5 attempts", () => {
    const [step] = define({ Steps: [training("A", {}, { RetryPolicies: [policy] })] }).steps;
    expect(step?.retryPolicies).toEqual([
      {
        exceptionTypes: ["Step.THROTTLING"],
        intervalSeconds: 1,
        backoffRate: 2,
        limit: { kind: "attempts", maxAttempts: 5 },
      },
    ]);
  });

  it("MaxAttempts with ExpireAfterMin is an error", () => {
    expect(read({ ...policy, MaxAttempts: 3, ExpireAfterMin: 5 })).toEqual([
      "Only one of MaxAttempts and ExpireAfterMin may be given in a retry policy.",
    ]);
  });

  it("limits are 43200 seconds, 20 attempts and 14400 minutes", () => {
    expect(read({ ...policy, IntervalSeconds: 43_200, MaxAttempts: 20 })).toEqual([]);
    expect(read({ ...policy, IntervalSeconds: 43_201 })).toEqual([
      "IntervalSeconds must be a whole number from 1 to 43200.",
    ]);
    expect(read({ ...policy, MaxAttempts: 21 })).toEqual(["MaxAttempts must be a whole number from 0 to 20."]);
    expect(read({ ...policy, ExpireAfterMin: 14_401 })).toEqual([
      "ExpireAfterMin must be a whole number from 0 to 14400.",
    ]);
    expect(read({ ExceptionType: ["Step.TIMEOUT"] })[0]).toContain('Unknown exception type "Step.TIMEOUT"');
  });

  it("are not for steps that are not retried", () => {
    const lambda = { Name: "L", Type: "Lambda", FunctionArn: "arn", RetryPolicies: [policy] };
    expect(messages(definitionText({ Steps: [lambda] }), "warning")).toContain(
      "Steps of type Lambda are not retried: RetryPolicies have no effect.",
    );
  });
});

describe("CacheConfig", () => {
  it("ExpireAfter in all forms that the guide and definitions in the wild have", () => {
    const day = 86_400_000;
    expect(parseDurationMs("30d")).toBe(30 * day);
    expect(parseDurationMs("5y")).toBe(5 * 365 * day);
    expect(parseDurationMs("T16m")).toBe(16 * 60_000);
    expect(parseDurationMs("30dT5h")).toBe(30 * day + 5 * 3_600_000);
    expect(parseDurationMs("PT1H")).toBe(3_600_000);
    expect(parseDurationMs("T12H")).toBe(12 * 3_600_000);
    expect(parseDurationMs("p1w")).toBe(7 * day);
    for (const none of ["", "P", "PT", "1", "1x", "T", "30 d", "1h"]) expect(parseDurationMs(none)).toBeUndefined();
  });

  it("a duration that is none is an error; one that has no effect because nothing is kept is told", () => {
    expect(errorsOf(training("A", {}, { CacheConfig: { Enabled: true, ExpireAfter: "soon" } }))[0]).toContain(
      "ISO 8601",
    );
    expect(errorsOf(training("A", {}, { CacheConfig: { Enabled: false, ExpireAfter: "soon" } }))).toEqual([]);
    const model = { Name: "M", Type: "Model", CacheConfig: { Enabled: true, ExpireAfter: "1d" } };
    expect(messages(definitionText({ Steps: [model] }), "warning").join(" ")).toContain("of type Model are not cached");
  });
});

describe("the published JSON schema only warns", () => {
  it("of members and steps that it does not know", () => {
    const text = definitionText({
      PipelineExperimentConfig: { ExperimentName: "E", TrialName: "T" },
      Steps: [{ Name: "E", Type: "EMR", Arguments: {} }],
    });
    expect(messages(text)).toEqual([]);
    expect(messages(text, "warning")).toEqual([
      "The published JSON schema of definitions does not know the member PipelineExperimentConfig.",
      "The published JSON schema does not know steps of type EMR.",
    ]);
  });
});

it("needs are dependsOn, references wherever they stand, and the condition of the branch", () => {
  const definition = define({
    Steps: [
      training("A"),
      training("B"),
      training("Last", {}, { DependsOn: ["A"] }),
      condition("C", [{ Type: "In", QueryValue: get("Steps.A.X"), Values: ["x", get("Steps.B.Y")] }], {
        yes: [training("D", { Deep: [{ Deeper: join("/", get("Steps.Last.Z"), "x") }] })],
      }),
    ],
  });
  expect(Object.fromEntries(definition.steps.map(({ name, needs }) => [name, needs]))).toEqual({
    A: [],
    B: [],
    Last: ["A"],
    C: ["A", "B"],
    D: ["Last", "C"],
  });
});

it("thirty conditions inside each other are read, as a definition of Apache Airflow's system tests has them", () => {
  let step = condition("C0", [always]);
  for (let depth = 1; depth <= 30; depth++) step = condition(`C${depth}`, [always], { yes: [step] });
  expect(define({ Steps: [step] }).steps).toHaveLength(31);
});
