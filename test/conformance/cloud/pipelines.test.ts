import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ServiceModel } from "#cloud/core/service-model.ts";
import sagemaker from "#cloud/models/sagemaker.json" with { type: "json" };
import { argumentProblems, propertyProblems } from "#cloud/sagemaker/pipelines/check-model.ts";
import type { Parameter } from "#cloud/sagemaker/pipelines/definition.ts";
import { parseDefinition } from "#cloud/sagemaker/pipelines/parse-definition.ts";
import { runToEnd } from "#test/unit/cloud/sagemaker/pipelines/stub-host.ts";

/**
 * Definitions that people published (../shared/corpus/README.md says where): every one runs to its end on stub data, or it is told exactly what
 * is missing in it.
 */
const folder = new URL("../../../../shared/corpus/pipelines/", import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];

const steps: Readonly<Record<string, readonly string[]>> = {
  "00.json": ["test-pipeline-26-training-step"],
  "02.json": ["MyConditionStep", "MyStep0", "MyStep2"],
  "04.json": ["TestStep", "emr_step_1", "emr_step_2"],
  "06.json": ["MyStep"],
  "08.json": ["MyStep"],
  "10.json": [
    "CheckMSEAbaloneEvaluation",
    "CreateModel-CreateModel",
    "EvaluateAbaloneModel",
    "LambdaStep",
    "PreprocessAbaloneData",
    "TrainAbaloneModel",
  ],
  "12.json": [
    "Abalone-CreateModel-CreateModel",
    "Abalone-Evaluate",
    "Abalone-MSECheck",
    "Abalone-ModelRegister-RegisterModel",
    "Abalone-Preprocess",
    "Abalone-Train",
  ],
  "14.json": ["PreprocessData"],
  "16.json": ["AbaloneTrain"],
};

describe("published pipeline definitions", () => {
  it("are there to be read", ({ skip }) => {
    if (files.length === 0) skip("the folder ../shared/corpus/pipelines is not on this machine");
    expect(files.length).toBeGreaterThanOrEqual(10);
  });

  for (const file of files) {
    it(`${file} runs to its end, or names what is missing`, () => {
      const { definition, diagnostics } = parseDefinition(readFileSync(new URL(file, folder), "utf8"));
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      if (definition === null) {
        // Templates whose variables nobody filled in.
        expect(errors.map(({ message }) => message).join(" ")).toMatch(/variable \$[A-Z_]+ was not filled in/);
        expect(file).toBe("18.json");
        return;
      }
      expect(errors).toEqual([]);
      const parameters = definition.parameters
        .filter(({ defaultValue }) => defaultValue === null)
        .map(({ name, type }) => ({ Name: name, Value: stubOf[type] }));
      const { execution } = runToEnd({ definition, parameters });
      expect(execution.status).toBe("Succeeded");
      expect(execution.begun.toSorted()).toEqual(steps[file] ?? execution.begun.toSorted());
    });
  }
});

it("requests of whole definitions are in the service's model; those of unit tests are told what is not", ({ skip }) => {
  if (files.length === 0) skip("the folder ../shared/corpus/pipelines is not on this machine");
  const model = sagemaker as unknown as ServiceModel; // JSON has no tagged unions
  const found = files.flatMap((file) => {
    const { definition } = parseDefinition(readFileSync(new URL(file, folder), "utf8"));
    if (definition === null) return [];
    const problems = [...argumentProblems(definition, model), ...propertyProblems(definition, model)];
    return problems.map(({ step, message }) => `${file} ${step}: ${message}`);
  });
  // What the two definitions have there is made up by the SDK's unit tests.
  expect(found.filter((text) => /^(06|08)/.test(text))).toEqual([
    "06.json MyStep: Unknown Argument member 'input_data'.",
    "08.json MyStep: Unknown Argument member 'input_data'.",
  ]);
  expect(found.filter((text) => !/^(06|08)/.test(text))).toEqual([]);
});

const stubOf: Readonly<Record<Parameter["type"], string>> = {
  String: "abc",
  Integer: "3",
  Float: "0.5",
  Boolean: "true",
};
