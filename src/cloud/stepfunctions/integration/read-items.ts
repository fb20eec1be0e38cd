import type { Context } from "#cloud/core/service.ts";
import type { ReaderConfig } from "../language/definition/machine.ts";
import { ItemsError, parseItems } from "../language/items/parse-items.ts";
import { fieldOf, isList, type Json } from "../language/json.ts";
import type { Happening, ReadWant } from "../language/run/happening.ts";
import { type Answered, callService } from "./call-service.ts";
import type { Called } from "./integrations.ts";

export const S3: Omit<Called, "operation"> = {
  service: "s3",
  errorPrefix: "S3",
  plainError: "S3.S3Exception",
  times: "milliseconds",
};

/** Reads what an ItemReader names: a file, or the list of the objects under a prefix. */
export async function readItems(
  context: Context,
  { want, roleArn }: { readonly want: ReadWant; readonly roleArn: string },
): Promise<Happening> {
  const { id } = want;
  const failed = (cause: string): Happening => ({ kind: "items-failed", id, cause });
  if (want.resource === "arn:aws:states:::s3:listObjectsV2") {
    const listed = await listObjects(context, { want, roleArn });
    return listed.status === "failed"
      ? failed(listed.cause)
      : { kind: "items-read", id, items: isList(listed.output) ? listed.output : [] };
  }
  const config = want.config as ReaderConfig; // the definition has been checked
  if (
    want.resource !== "arn:aws:states:::s3:getObject" ||
    config.InputType === "MANIFEST" ||
    config.InputType === "PARQUET"
  ) {
    return failed(`Reading ${config.InputType ?? "items"} with ${want.resource} is not part of this simulator`);
  }
  const called = { ...S3, operation: "GetObject" };
  const answered = await callService(context, { called, parameters: want.arguments, roleArn });
  if (answered.status === "failed") return failed(answered.cause);
  try {
    const text = String(fieldOf(answered.output, "Body") ?? "");
    return { kind: "items-read", id, items: parseItems({ text, config, maxItems: want.maxItems }) };
  } catch (problem) {
    if (problem instanceof ItemsError) return failed(problem.message);
    throw problem;
  }
}

/** All pages, until there are as many as are wanted. */
async function listObjects(
  context: Context,
  { want, roleArn }: { readonly want: ReadWant; readonly roleArn: string },
): Promise<Answered> {
  const most = want.maxItems ?? Number.POSITIVE_INFINITY;
  const items: Json[] = [];
  let more: { readonly ContinuationToken?: Json } = {};
  for (;;) {
    const parameters = typeof want.arguments === "object" ? { ...want.arguments, ...more } : want.arguments;
    const called = { ...S3, operation: "ListObjectsV2" };
    const answered = await callService(context, { called, parameters, roleArn });
    if (answered.status === "failed") return answered;
    const contents = fieldOf(answered.output, "Contents");
    items.push(...(isList(contents) ? contents.map(itemOf) : []));
    const token = fieldOf(answered.output, "NextContinuationToken");
    if (token === undefined || items.length >= most) return { status: "answered", output: items.slice(0, most) };
    more = { ContinuationToken: token };
  }
}

/** An object of a list as a Map gets it; its time is in seconds. */
function itemOf(object: Json): Json {
  return {
    Etag: fieldOf(object, "ETag") ?? null,
    Key: fieldOf(object, "Key") ?? null,
    LastModified: Math.floor(Number(fieldOf(object, "LastModified")) / 1000),
    Size: fieldOf(object, "Size") ?? null,
    StorageClass: fieldOf(object, "StorageClass") ?? "STANDARD",
  };
}
