import type { PipelineDefinition } from "#cloud/sagemaker/pipelines/definition.ts";
import type { Json, JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { requireDefinition } from "#cloud/sagemaker/pipelines/parse-definition.ts";

/** A definition as a text, as requests carry it. */
export function definitionText(parts: JsonObject & { readonly Steps: readonly Json[] }): string {
  return JSON.stringify({ Version: "2020-12-01", ...parts });
}

export function define(parts: JsonObject & { readonly Steps: readonly Json[] }): PipelineDefinition {
  return requireDefinition(definitionText(parts));
}

/** A training step that uses what is given. */
export function training(name: string, args: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return { Name: name, Type: "Training", Arguments: args, ...more };
}

export function condition(
  name: string,
  conditions: readonly Json[],
  branches: { readonly yes?: readonly Json[]; readonly no?: readonly Json[] } = {},
): JsonObject {
  const { yes = [], no = [] } = branches;
  return { Name: name, Type: "Condition", Arguments: { Conditions: conditions, IfSteps: yes, ElseSteps: no } };
}

export const always: Json = { Type: "Equals", LeftValue: 1, RightValue: 1 };
export const never: Json = { Type: "Equals", LeftValue: 1, RightValue: 2 };

export function get(path: string): JsonObject {
  return { Get: path };
}

export function join(on: string, ...values: readonly Json[]): JsonObject {
  return { "Std:Join": { On: on, Values: values } };
}
