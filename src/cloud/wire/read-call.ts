import { AwsError } from "#cloud/core/aws-error.ts";
import type { ServiceModel } from "#cloud/core/service-model.ts";
import { unknownOperation } from "#cloud/core/standard-errors.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import { decodeCbor } from "./cbor/decode-cbor.ts";
import { parseJson } from "./json/parse-json.ts";
import { isRecord, readJson } from "./json/read-json.ts";
import { queryPairs, type WireRequest } from "./message.ts";
import { readQuery } from "./query/read-query.ts";
import { findRoute } from "./rest/match-route.ts";
import { readRest } from "./rest/read-rest.ts";

export type WireProtocol = "json" | "rest-json" | "rest-xml" | "query" | "cbor";
export type WireCall = { readonly operation: string; readonly input: object };

/** The protocol that a request speaks: a service understands several, and the client chose. */
export function protocolOf({
  model,
  request,
}: {
  readonly model: ServiceModel;
  readonly request: WireRequest;
}): WireProtocol {
  const { protocols } = model.about;
  if (request.headers["smithy-protocol"] === "rpc-v2-cbor") return "cbor";
  if (request.headers["x-amz-target"] !== undefined) return "json";
  if (protocols.includes("rest-json")) return "rest-json";
  if (protocols.includes("rest-xml")) return "rest-xml";
  return protocols.includes("query") ? "query" : "json";
}

/** Operation and input of a request. Throws what AWS answers when there is no such operation or the body cannot be read. */
export function readCall({
  model,
  request,
  protocol,
}: {
  readonly model: ServiceModel;
  readonly request: WireRequest;
  readonly protocol: WireProtocol;
}): WireCall {
  switch (protocol) {
    case "cbor": {
      const operation = /\/operation\/(\w+)\/?$/.exec(request.path)?.[1] ?? "";
      return { operation, input: readBody({ model, operation, value: readCbor(request.body) }) };
    }
    case "json": {
      const operation = (request.headers["x-amz-target"] ?? "").replace(/^.*\./, "");
      return { operation, input: readBody({ model, operation, value: parseJson(request.body) }) };
    }
    case "query":
      return readQueryCall({ model, request });
    case "rest-json":
    case "rest-xml": {
      const route = findRoute({ model, request });
      if (route === undefined || asksForMore({ model, request, operation: route.operation })) {
        throw unknownOperation(
          model,
          `${request.method} ${request.path}${request.query === "" ? "" : `?${request.query}`}`,
        );
      }
      const body = protocol === "rest-json" ? "json" : "xml";
      return { operation: route.operation, input: readRest({ model, request, route, body }) };
    }
  }
}

function readQueryCall({ model, request }: { readonly model: ServiceModel; readonly request: WireRequest }): WireCall {
  const text = request.method === "POST" ? utf8Text(request.body) : request.query;
  const pairs = queryPairs(text.replaceAll("+", "%20"));
  const operation = new Map(pairs).get("Action") ?? "";
  const shape = Object.hasOwn(model.operations, operation) ? model.operations[operation]?.input : undefined;
  return { operation, input: shape === undefined ? {} : readQuery({ model, shape, pairs }) };
}

function readBody({
  model,
  operation,
  value,
}: {
  readonly model: ServiceModel;
  readonly operation: string;
  readonly value: unknown;
}): object {
  const shape = Object.hasOwn(model.operations, operation) ? model.operations[operation]?.input : undefined;
  if (shape === undefined) return {};
  const input = readJson({ model, member: { shape }, value });
  if (isRecord(input)) return input;
  throw new AwsError("SerializationException", "The request must be an object", { status: 400 });
}

function readCbor(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return {};
  try {
    return decodeCbor(bytes);
  } catch (error) {
    throw new AwsError(
      "SerializationException",
      `The body is no CBOR: ${error instanceof Error ? error.message : String(error)}`,
      { status: 400 },
    );
  }
}

/** S3 asks for a part of a bucket or object by a name in the query; one that the chosen operation does not have is an operation that we lack. */
function asksForMore({
  model,
  request,
  operation,
}: {
  readonly model: ServiceModel;
  readonly request: WireRequest;
  readonly operation: string;
}): boolean {
  if (model.about.service !== "s3") return false;
  const own = model.operations[operation]?.http.requestUri.split("?")[1] ?? "";
  return queryPairs(request.query).some(([name]) => SUBRESOURCES.has(name) && name !== own);
}

const SUBRESOURCES: ReadonlySet<string> = new Set(
  (
    "accelerate acl analytics cors delete encryption intelligent-tiering inventory legal-hold lifecycle location logging metrics notification object-lock " +
    "ownershipControls policy policyStatus publicAccessBlock replication requestPayment restore retention select session tagging torrent uploads versioning " +
    "versions website attributes renameObject metadataTable metadataConfiguration abac"
  ).split(" "),
);
