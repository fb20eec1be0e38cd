import { advance, type Happening } from "#cloud/sagemaker/pipelines/advance.ts";
import type { PipelineDefinition } from "#cloud/sagemaker/pipelines/definition.ts";
import { isOver, type PipelineExecution } from "#cloud/sagemaker/pipelines/execution.ts";
import { expressionsIn } from "#cloud/sagemaker/pipelines/expressions.ts";
import type { Json, JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { readReference, type Segment } from "#cloud/sagemaker/pipelines/reference.ts";
import type { ResultCache } from "#cloud/sagemaker/pipelines/result-cache.ts";
import { type StartOptions, startExecution } from "#cloud/sagemaker/pipelines/start-execution.ts";
import type { Want } from "#cloud/sagemaker/pipelines/wants.ts";

export type Start = Extract<Want, { readonly kind: "start-step" }>;
type Run = {
  readonly execution: PipelineExecution;
  readonly cache: ResultCache;
  readonly starts: readonly Start[];
  readonly snapshots: readonly PipelineExecution[];
};

export type Work = {
  /** What an attempt comes to; default: what a service that does its work would answer. */
  readonly work?: (start: Start) => Happening | undefined;
  /** What a file holds; default: a number wherever the definition reads it. */
  readonly file?: (uri: string) => Json | undefined;
  /** Between two events, such as a trip through structuredClone. */
  readonly between?: (execution: PipelineExecution) => PipelineExecution;
  /** Which of the things under way ends next. */
  readonly pick?: (count: number) => number;
};

export const pipelineArn = "arn:aws:sagemaker:us-east-1:111122223333:pipeline/abalone";
export const startMs = Date.UTC(2026, 10, 24, 8, 0, 0);

/** Starts an execution and answers all it wants, one thing a minute, until it is over. */
export function runToEnd({
  work = () => undefined,
  file,
  between = (execution) => execution,
  pick = () => 0,
  ...options
}: Partial<StartOptions> & Pick<StartOptions, "definition"> & Work): Run {
  const started = startExecution({
    pipelineName: "abalone",
    pipelineArn,
    executionId: "abcdef123456",
    nowMs: startMs,
    ...options,
  });
  const { definition } = options;
  return carryOn({
    ...{ definition, work, between, pick, cache: options.cache ?? {}, ...(file === undefined ? {} : { file }) },
    execution: started.execution,
    open: started.wants,
    nowMs: options.nowMs ?? startMs,
  });
}

/** Goes on with an execution that wants things. */
export function carryOn({
  definition,
  execution: from,
  open: wanted,
  cache: known = {},
  nowMs: since,
  work = () => undefined,
  file = (uri) => fileFor(definition, uri),
  between = (execution) => execution,
  pick = () => 0,
}: Work & {
  readonly definition: PipelineDefinition;
  readonly execution: PipelineExecution;
  readonly open: readonly Want[];
  readonly cache?: ResultCache;
  readonly nowMs: number;
}): Run {
  let execution = between(from);
  let cache = known;
  let nowMs = since;
  const open = [...wanted];
  const starts: Start[] = [];
  const snapshots = [execution];
  for (let turn = 0; !isOver(execution.status); turn++) {
    const [want] = open.splice(open.length === 0 ? 0 : pick(open.length), 1);
    if (want === undefined || turn > 1000)
      throw new Error(`nothing is under way, but the execution is ${execution.status}`);
    nowMs += 60_000;
    if (want.kind === "start-step") starts.push(want);
    if (want.kind === "wake") nowMs = Math.max(nowMs, want.atMs);
    const happening = answerTo({ want, definition, work, file });
    const next = advance({ execution, happening, nowMs, cache });
    execution = between(next.execution);
    cache = next.cache;
    open.push(...next.wants);
    snapshots.push(execution);
  }
  return { execution, cache, starts, snapshots };
}

function answerTo({
  want,
  definition,
  work,
  file,
}: {
  readonly want: Want;
  readonly definition: PipelineDefinition;
  readonly work: NonNullable<Work["work"]>;
  readonly file: NonNullable<Work["file"]>;
}): Happening {
  switch (want.kind) {
    case "wake":
      return { kind: "time" };
    case "stop-step":
      return { kind: "step-stopped", step: want.step, attempt: want.attempt };
    case "send-message":
      return { kind: "callback-failed", token: want.message.token, reason: "told to stop" };
    case "read-file": {
      const value = file(want.uri);
      const content =
        value === undefined
          ? ({ status: "missing", why: "no such key" } as const)
          : ({ status: "read", value } as const);
      return { kind: "file", step: want.step, uri: want.uri, content };
    }
    case "start-step":
      return work(want) ?? succeed(want, propertiesFor(definition, want));
  }
}

export function succeed({ step, attempt }: Pick<Start, "step" | "attempt">, properties: JsonObject): Happening {
  return { kind: "step-succeeded", step, attempt, properties };
}

/** The request again, as Describe answers have it, an ARN, and whatever the definition reads of the step. */
export function propertiesFor(
  definition: PipelineDefinition,
  { step, type, name, arguments: args }: Start,
): JsonObject {
  const arn = `arn:aws:sagemaker:us-east-1:111122223333:${type.toLowerCase()}/${name ?? step}`;
  const folder = `s3://bucket/${name ?? step}`;
  const byType: JsonObject = {
    ...(type === "Training"
      ? { TrainingJobArn: arn, ModelArtifacts: { S3ModelArtifacts: `${folder}/model.tar.gz` } }
      : {}),
    ...(type === "Processing" ? { ProcessingJobArn: arn } : {}),
    ...(type === "Model" ? { ModelArn: arn } : {}),
    ...(type === "RegisterModel" ? { ModelPackageArn: arn } : {}),
  };
  let properties: JsonObject = { ...args, ...byType };
  for (const { read } of expressionsIn(definition as unknown as Json, "")) {
    if (read?.kind !== "get") continue;
    const reference = readReference(read.text);
    if (reference.kind === "step" && reference.step === step) {
      properties = withStub(properties, reference.path) as JsonObject; // an object stays one
    }
  }
  return properties;
}

function withStub(value: Json | undefined, path: readonly Segment[]): Json {
  const [segment, ...rest] = path;
  if (segment === undefined) return value ?? "stub";
  if (segment.kind === "index") {
    const list = Array.isArray(value) ? (value as readonly Json[]) : []; // isArray forgets what is in it
    return Array.from({ length: Math.max(list.length, segment.index + 1) }, (_, at) =>
      at === segment.index ? withStub(list[at], rest) : (list[at] ?? {}),
    );
  }
  const name = segment.kind === "key" ? segment.key : segment.name;
  if (Array.isArray(value)) return value;
  const object = (typeof value === "object" && value !== null ? value : {}) as JsonObject; // lists are handled above
  return { ...object, [name]: withStub(object[name], rest) };
}

/** A file in which every path that the definition reads leads to 1. */
function fileFor(definition: PipelineDefinition, _uri: string): Json {
  let content: Json = {};
  for (const { read } of expressionsIn(definition as unknown as Json, "")) {
    if (read?.kind !== "json-get" || typeof read.path !== "string") continue;
    const names = read.path
      .replace(/^\$\.?/, "")
      .split(/[.[\]'"]+/)
      .filter((name) => name !== "");
    content = putAt(content, names);
  }
  return content;
}

function putAt(value: Json | undefined, [name, ...rest]: readonly string[]): Json {
  if (name === undefined) return 1;
  const object = (typeof value === "object" && value !== null ? value : {}) as JsonObject; // only objects are put here
  return { ...object, [name]: putAt(object[name], rest) };
}
