import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AwsError } from "#cloud/core/aws-error.ts";
import { isOver } from "#cloud/sagemaker/pipelines/execution.ts";
import { lineageOf } from "#cloud/sagemaker/pipelines/execution-lineage.ts";
import type { Json } from "#cloud/sagemaker/pipelines/json.ts";
import { parseDefinition } from "#cloud/sagemaker/pipelines/parse-definition.ts";
import { always, condition, get, join, training } from "./definitions.ts";
import { runToEnd } from "./stub-host.ts";

const whole: Json = {
  Version: "2020-12-01",
  Metadata: {},
  Parameters: [
    { Name: "Depth", Type: "Integer", DefaultValue: 5, EnumValues: [5, 6] },
    { Name: "Text", Type: "String", DefaultValue: "a" },
  ],
  PipelineExperimentConfig: { ExperimentName: get("Execution.PipelineName"), TrialName: "t" },
  Steps: [
    {
      Name: "P",
      Type: "Processing",
      Arguments: { ProcessingOutputConfig: { Outputs: [{ OutputName: "o", S3Output: { S3Uri: "s3://b/o" } }] } },
      PropertyFiles: [{ PropertyFileName: "F", OutputName: "o", FilePath: "f.json" }],
      RetryPolicies: [{ ExceptionType: ["Step.THROTTLING"], MaxAttempts: 2 }],
    },
    training(
      "T",
      {
        HyperParameters: { depth: join("", get("Parameters.Depth")) },
        InputDataConfig: [get("Steps.P.ProcessingJobArn")],
      },
      { CacheConfig: { Enabled: true, ExpireAfter: "30d" }, DependsOn: ["P"] },
    ),
    condition(
      "C",
      [
        {
          Type: "Not",
          Condition: {
            Type: "LessThan",
            LeftValue: { "Std:JsonGet": { PropertyFile: get("Steps.P.PropertyFiles.F"), Path: "a.b[0]" } },
            RightValue: 1,
          },
        },
        { Type: "Or", Conditions: [always, { Type: "In", QueryValue: get("Parameters.Text"), Values: ["a"] }] },
      ],
      {
        yes: [
          {
            Name: "L",
            Type: "Lambda",
            FunctionArn: "arn",
            OutputParameters: [{ OutputName: "n", OutputType: "Float" }],
          },
        ],
        no: [{ Name: "F", Type: "Fail", Arguments: { ErrorMessage: join(" ", "no", get("Steps.C.Outcome")) } }],
      },
    ),
  ],
};

/** The value with one part, found by walking as the numbers say, replaced or (undefined) taken out. */
function mutate(value: Json, way: readonly number[], part: Json | undefined): Json | undefined {
  const [first, ...rest] = way;
  if (first === undefined || typeof value !== "object" || value === null) return part;
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    if (list.length === 0) return part === undefined ? list : [part];
    const at = first % list.length;
    return list
      .flatMap((entry, i) => (i === at ? [mutate(entry, rest, part)] : [entry]))
      .filter((entry) => entry !== undefined);
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return part;
  const at = first % entries.length;
  return Object.fromEntries(
    entries.flatMap(([name, entry], i): readonly (readonly [string, Json])[] => {
      if (i !== at) return [[name, entry]];
      const changed = mutate(entry, rest, part);
      return changed === undefined ? [] : [[name, changed]];
    }),
  );
}

const words = fc.constantFrom(
  ...[
    "P",
    "T",
    "C",
    "F",
    "L",
    "Depth",
    "__proto__",
    "constructor",
    "Training",
    "Condition",
    "Fail",
    "String",
    "Float",
    "",
    "1",
    "PT1H",
  ],
  ...[
    "Steps.T.TrainingJobName",
    "Parameters.Depth",
    "Execution.StartDateTime",
    "Steps.C.Outcome",
    "s3://b/k",
    "$ROLE_ARN",
  ],
);
const parts: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constant(undefined),
  words,
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1.5,
    1e300,
    [],
    {},
    [[]],
    { Get: 1 },
    { Get: "Steps.T" },
    { "Std:Join": {} },
    { "Std:Foo": [] },
  ),
  words.map((text): Json => ({ Get: text })),
  words.map((text): Json => ({ "Std:Join": { On: text, Values: [text, { Get: text }] } })),
  words.map((text): Json => ({ "Std:JsonGet": { S3Uri: text, Path: text } })),
  fc.json({ maxDepth: 3 }).map((text): Json => JSON.parse(text)),
);
const changes = fc.array(fc.record({ way: fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }), part: parts }), {
  minLength: 1,
  maxLength: 3,
});

describe("definitions that somebody broke", () => {
  it("any text is answered with a definition or with errors, never with an exception", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.constant('{"__proto__":{"Steps":[]}}')), (text) => {
        const { definition, diagnostics } = parseDefinition(text);
        expect(definition !== null).toBe(diagnostics.every(({ severity }) => severity === "warning"));
      }),
    );
  });

  it("what is accepted comes to an end on stub data", () => {
    let accepted = 0;
    fc.assert(
      fc.property(changes, (list) => {
        const broken = list.reduce<Json | undefined>((value, { way, part }) => mutate(value ?? null, way, part), whole);
        const { definition } = parseDefinition(JSON.stringify(broken ?? null));
        if (definition === null) return;
        accepted += 1;
        try {
          const { execution } = runToEnd({ definition });
          expect(isOver(execution.status)).toBe(true);
          expect(structuredClone(execution)).toEqual(execution);
          lineageOf(execution);
        } catch (error) {
          // A parameter that lost its default must be given.
          if (!(error instanceof AwsError) || !error.message.startsWith("Parameters without a default")) throw error;
        }
      }),
      { numRuns: 1500 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
