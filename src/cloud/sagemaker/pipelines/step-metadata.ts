import type { StepDefinition } from "./definition.ts";
import type { BegunStep, PipelineExecution } from "./execution.ts";
import { isObject, type Json, type JsonObject, memberOf } from "./json.ts";
import { stepKind } from "./step-types.ts";
import { callbackToken } from "./wants.ts";

/** PipelineExecutionStepMetadata of a step: whose ARN, which outcome, which files; `{}` as long as nothing is known. */
export function stepMetadata({
  execution,
  step,
  state,
}: {
  readonly execution: PipelineExecution;
  readonly step: StepDefinition;
  readonly state: BegunStep;
}): JsonObject {
  const { properties, settings } = state;
  const all = { ...settings, ...properties };
  switch (step.type) {
    case "Condition": {
      const outcome = properties["Outcome"];
      return typeof outcome === "boolean" ? { Condition: { Outcome: outcome ? "True" : "False" } } : {};
    }
    case "Fail":
      return { Fail: { ErrorMessage: state.arguments["ErrorMessage"] ?? "" } };
    case "Callback": {
      const token = callbackToken({ executionId: execution.id, step: step.name, attempt: state.attempt });
      return { Callback: { CallbackToken: token, ...pick(all, ["SqsQueueUrl"]), ...outputsOf(properties) } };
    }
    case "Lambda":
      return { Lambda: { Arn: settings["FunctionArn"] ?? null, ...outputsOf(properties) } };
    case "EMR":
      return { EMR: pick({ ...state.arguments, ...all }, ["ClusterId", "StepId", "StepName", "LogFilePath"]) };
    case "QualityCheck":
      return { QualityCheck: { ...pick(all, [...check, ...checkStatistics]), ...checkJob(properties) } };
    case "ClarifyCheck":
      return { ClarifyCheck: { ...pick(all, check), ...checkJob(properties) } };
    case "Lineage":
      return { Lineage: pick(properties, ["ActionArns", "ArtifactArns", "ContextArns", "Associations"]) };
    default:
      return arnOf(step, properties);
  }
}

const check = [
  "CheckType",
  "BaselineUsedForDriftCheckConstraints",
  "CalculatedBaselineConstraints",
  "ModelPackageGroupName",
  "ViolationReport",
  "SkipCheck",
  "RegisterNewBaseline",
];
const checkStatistics = ["BaselineUsedForDriftCheckStatistics", "CalculatedBaselineStatistics"];

function checkJob(properties: JsonObject): JsonObject {
  const arn = memberOf(properties, "ProcessingJobArn") ?? memberOf(properties, "CheckJobArn");
  return arn === undefined ? {} : { CheckJobArn: arn };
}

function arnOf(step: StepDefinition, properties: JsonObject): JsonObject {
  const { metadata } = stepKind(step.type);
  const arn = metadata === null ? undefined : memberOf(properties, metadata.arnProperty);
  return metadata === null || arn === undefined ? {} : { [metadata.member]: { Arn: arn } };
}

/** OutputParameters as the API carries them: texts in a list. */
function outputsOf(properties: JsonObject): JsonObject {
  const outputs = memberOf(properties, "OutputParameters");
  if (!isObject(outputs)) return {};
  return { OutputParameters: Object.entries(outputs).map(([Name, value]) => ({ Name, Value: textOf(value) })) };
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = memberOf(from, name);
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}
