import type { PipelineDefinition, Report } from "./definition.ts";
import type { JsonObject } from "./json.ts";
import type { WrittenStep } from "./parse-step.ts";
import type { StepType } from "./step-types.ts";

const topMembers = ["Version", "Metadata", "Parameters", "Steps"];
const topTypes: readonly StepType[] = [
  "Condition",
  "Training",
  "Processing",
  "Transform",
  "Model",
  "RegisterModel",
  "Lambda",
  "Callback",
];
const branchTypes: readonly StepType[] = ["Training", "Fail", "Processing", "Transform", "RegisterModel"];

/**
 * Warns of what the JSON schema that AWS publishes does not know (aws-sagemaker-mlops, pipeline-definition.schema.json), though the service does:
 * the schema is behind the service and refuses most definitions that people run.
 */
export function warnOfPublishedSchema({
  written,
  steps,
  report,
}: {
  readonly written: JsonObject;
  readonly steps: readonly WrittenStep[];
  readonly report: Report;
}): void {
  for (const member of Object.keys(written)) {
    if (!topMembers.includes(member)) {
      report.warning({ path: member }, `The published JSON schema of definitions does not know the member ${member}.`);
    }
  }
  for (const { name, path, type, branch, cache } of steps) {
    const types = branch === null ? topTypes : branchTypes;
    const where = branch === null ? "" : " in the branch of a condition";
    if (!types.includes(type)) {
      report.warning({ step: name, path }, `The published JSON schema does not know steps of type ${type}${where}.`);
    }
    if (cache !== null) {
      report.warning({ step: name, path }, "The published JSON schema does not know CacheConfig of a step.");
    }
  }
}

export const definitionVersion: PipelineDefinition["version"] = "2020-12-01";
