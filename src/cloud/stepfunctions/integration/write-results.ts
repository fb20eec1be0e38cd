import type { Context } from "#cloud/core/service.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { fieldOf, type Json } from "../language/json.ts";
import type { Execution, MapChild, MapRun } from "../language/run/execution.ts";
import type { Happening, WriteWant } from "../language/run/happening.ts";
import { callService } from "./call-service.ts";
import { S3 } from "./read-items.ts";

/** Writes what the children of a Map run came to under the place that a ResultWriter names: a file by outcome, and a manifest of them. */
export async function writeResults(
  context: Context,
  { want, roleArn, run }: { readonly want: WriteWant; readonly roleArn: string; readonly run: Execution },
): Promise<Happening> {
  const { id, mapRunArn, request } = want;
  const mapRun = Object.hasOwn(run.mapRuns, mapRunArn) ? run.mapRuns[mapRunArn] : undefined;
  if (mapRun === undefined) throw new Error(`the execution has no map run ${mapRunArn}`);
  const place = fieldOf(request, "arguments");
  const bucket = String(fieldOf(place, "Bucket") ?? "");
  const prefix = String(fieldOf(place, "Prefix") ?? "").replace(/\/$/, "");
  const folder = `${prefix === "" ? "" : `${prefix}/`}${mapRunArn.slice(mapRunArn.lastIndexOf(":") + 1)}`;
  const put = async (key: string, value: Json): Promise<string | undefined> => {
    const parameters = { Bucket: bucket, Key: key, Body: JSON.stringify(value), ContentType: "application/json" };
    const called = { ...S3, operation: "PutObject" };
    const answered = await callService(context, { called, parameters, roleArn });
    return answered.status === "failed" ? answered.cause : undefined;
  };
  const files: Record<string, Json> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  for (const [status, name] of [
    ["SUCCEEDED", "SUCCEEDED"],
    ["FAILED", "FAILED"],
  ] as const) {
    const results = childrenOf(mapRun, status).map((child) => resultOf({ child, run, mapRun }));
    if (results.length === 0) continue;
    const Key = `${folder}/${name}_0.json`;
    const problem = await put(Key, results);
    if (problem !== undefined) return { kind: "results-failed", id, cause: problem };
    files[name] = [{ Key, Size: utf8Bytes(JSON.stringify(results)).length }];
  }
  const key = `${folder}/manifest.json`;
  const problem = await put(key, { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles: files });
  if (problem !== undefined) return { kind: "results-failed", id, cause: problem };
  return { kind: "results-written", id, bucket, key };
}

function childrenOf(mapRun: MapRun, status: "SUCCEEDED" | "FAILED"): readonly MapChild[] {
  return Object.values(mapRun.children)
    .filter(({ outcome }) => (outcome.status === "SUCCEEDED") === (status === "SUCCEEDED"))
    .toSorted((left, right) => left.index - right.index);
}

function resultOf({
  child,
  run,
  mapRun,
}: {
  readonly child: MapChild;
  readonly run: Execution;
  readonly mapRun: MapRun;
}): Json {
  const { outcome } = child;
  const time = (at: number): string => new Date(at).toISOString();
  return {
    ExecutionArn: child.executionArn,
    Input: JSON.stringify(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(outcome.status === "SUCCEEDED"
      ? { Output: JSON.stringify(outcome.output), OutputDetails: { Included: true } }
      : {}),
    ...("error" in outcome ? { Error: outcome.error, Cause: outcome.cause } : {}),
    StartDate: time(child.startedAt),
    StateMachineArn: `${run.identity.stateMachineArn}/${mapRun.label}`,
    Status: outcome.status,
    ...("stoppedAt" in outcome ? { StopDate: time(outcome.stoppedAt) } : {}),
  };
}
