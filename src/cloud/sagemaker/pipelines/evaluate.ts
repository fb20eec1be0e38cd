import { formatUtc } from "#engine/core/utc-text.ts";
import type { PipelineDefinition } from "./definition.ts";
import type { FileContent, PipelineExecution } from "./execution.ts";
import { type Expression, expressionsIn, readExpression } from "./expressions.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { readProperty } from "./property.ts";
import { readJsonPath, readReference, readSegments } from "./reference.ts";

/** What expressions of a step look at. */
export type Scope = {
  readonly execution: Pick<
    PipelineExecution,
    "definition" | "parameters" | "experiment" | "steps" | "id" | "arn" | "pipelineName" | "pipelineArn" | "startedMs"
  >;
  readonly nowMs: number;
  readonly files: Readonly<Record<string, FileContent>>;
  /** The name that what the step makes will have. */
  readonly madeName?: string | null;
};

/** An expression that has no value: fails its step with this text. */
export class ExpressionError extends Error {
  constructor(expression: Json, why: string) {
    super(`${JSON.stringify(expression)}: ${why}`);
    this.name = "ExpressionError";
  }
}

/** The value with all expressions in it replaced by theirs. */
export function evaluate(value: Json, scope: Scope): Json {
  if (isList(value)) return value.map((entry) => evaluate(entry, scope));
  if (!isObject(value)) return value;
  const read = readExpression(value);
  if (read === null) {
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, evaluate(entry, scope)]));
  }
  if (read.kind === "wrong") throw new ExpressionError(value, read.why);
  return evaluateExpression({ read, written: value, scope });
}

export function evaluateObject(value: JsonObject, scope: Scope): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, evaluate(entry, scope)]));
}

/** The URIs of the files that the expressions in a value read. */
export function filesIn(value: Json, scope: Scope): readonly string[] {
  const uris = new Set<string>();
  for (const { read, value: written } of expressionsIn(value, "")) {
    if (read?.kind === "json-get") uris.add(uriOf({ read, written, scope }));
  }
  return [...uris];
}

type JsonGet = Extract<Expression, { readonly kind: "json-get" }>;
type Place<Read> = { readonly read: Read; readonly written: Json; readonly scope: Scope };

function evaluateExpression({ read, written, scope }: Place<Expression>): Json {
  if (read.kind === "get") return evaluateGet({ text: read.text, written, scope });
  if (read.kind === "join") return read.values.map((value) => textOf({ value, scope, written })).join(read.on);
  const uri = uriOf({ read, written, scope });
  const file = Object.hasOwn(scope.files, uri) ? scope.files[uri] : undefined;
  if (file === undefined) throw new ExpressionError(written, `the file ${uri} was not read`);
  if (file.status === "missing") throw new ExpressionError(written, `the file ${uri} cannot be read: ${file.why}`);
  const path = evaluate(read.path, scope);
  const segments = typeof path === "string" ? readJsonPath(path) : undefined;
  if (segments === undefined) throw new ExpressionError(written, `the path ${JSON.stringify(path)} cannot be read`);
  const found = readProperty(file.value, segments);
  if (found.found) return found.value;
  throw new ExpressionError(written, `the file ${uri} has ${found.why}`);
}

function evaluateGet({
  text,
  written,
  scope,
}: {
  readonly text: string;
  readonly written: Json;
  readonly scope: Scope;
}): Json {
  const { execution, nowMs } = scope;
  const reference = readReference(text);
  if (reference.kind === "wrong") throw new ExpressionError(written, reference.why);
  if (reference.kind === "parameter") {
    const value = Object.hasOwn(execution.parameters, reference.name)
      ? execution.parameters[reference.name]
      : undefined;
    if (value !== undefined) return value;
    throw new ExpressionError(written, `parameter '${reference.name}' has no value`);
  }
  if (reference.kind === "experiment") {
    const { experiment } = execution;
    if (experiment === null) throw new ExpressionError(written, "the pipeline has no PipelineExperimentConfig");
    return reference.member === "ExperimentName" ? experiment.experimentName : experiment.trialName;
  }
  if (reference.kind === "execution") {
    const isOwnJob = reference.variable === "TrainingJobName" || reference.variable === "ProcessingJobName";
    const { madeName = null } = scope;
    if (isOwnJob && madeName === null) throw new ExpressionError(written, "the step begins no job");
    return {
      TrainingJobName: madeName,
      ProcessingJobName: madeName,
      StartDateTime: timeText(execution.startedMs),
      CurrentDateTime: timeText(nowMs),
      PipelineName: execution.pipelineName,
      PipelineArn: execution.pipelineArn,
      PipelineExecutionId: execution.id,
      PipelineExecutionArn: execution.arn,
    }[reference.variable];
  }
  const state = Object.hasOwn(execution.steps, reference.step) ? execution.steps[reference.step] : undefined;
  if (state?.status !== "Succeeded") throw new ExpressionError(written, `step '${reference.step}' has no result`);
  const found = readProperty(state.properties, reference.path);
  if (found.found) return found.value;
  throw new ExpressionError(written, `step '${reference.step}' has ${found.why}`);
}

/** How Std:Join writes a value. A parameter of type Float that is whole is a Java double, as the service writes it: 6.0. */
function textOf({
  value,
  scope,
  written,
}: {
  readonly value: Json;
  readonly scope: Scope;
  readonly written: Json;
}): string {
  const result = evaluate(value, scope);
  if (typeof result === "string") return result;
  if (typeof result === "boolean") return String(result);
  if (typeof result === "number") {
    return Number.isInteger(result) && isFloat(value, scope.execution.definition) ? result.toFixed(1) : String(result);
  }
  throw new ExpressionError(written, `Std:Join joins texts, numbers and booleans, got ${JSON.stringify(result)}`);
}

function isFloat(value: Json, definition: PipelineDefinition): boolean {
  if (!isObject(value) || typeof value["Get"] !== "string") return false;
  const reference = readReference(value["Get"]);
  if (reference.kind !== "parameter") return false;
  return definition.parameters.some(({ name, type }) => name === reference.name && type === "Float");
}

function uriOf({ read, written, scope }: Place<JsonGet>): string {
  const { from } = read;
  if (from.kind === "uri") {
    const uri = evaluate(from.uri, scope);
    if (typeof uri === "string" && uri.startsWith("s3://")) return uri;
    throw new ExpressionError(written, `S3Uri must be an S3 URI, got ${JSON.stringify(uri)}`);
  }
  const { definition, steps } = scope.execution;
  const file = definition.steps
    .find(({ name }) => name === from.step)
    ?.propertyFiles.find(({ name }) => name === from.file);
  const state = Object.hasOwn(steps, from.step) ? steps[from.step] : undefined;
  if (file === undefined || state?.status !== "Succeeded") {
    throw new ExpressionError(written, `step '${from.step}' has no property file '${from.file}'`);
  }
  const path = readSegments(`.ProcessingOutputConfig.Outputs['${file.outputName}'].S3Output.S3Uri`) ?? [];
  const [told, asked] = [readProperty(state.properties, path), readProperty(state.arguments, path)];
  const folder = told.found ? told.value : asked.found ? asked.value : null;
  if (typeof folder === "string") return `${folder.replace(/\/+$/, "")}/${file.filePath.replace(/^\/+/, "")}`;
  throw new ExpressionError(written, `step '${from.step}' has no output '${file.outputName}' for it`);
}

export function timeText(epochMs: number): string {
  const text = formatUtc(epochMs);
  return text.length === 20 ? `${text.slice(0, -1)}.000Z` : text;
}
