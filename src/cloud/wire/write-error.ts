import type { AwsError } from "#cloud/core/aws-error.ts";
import type { ServiceModel } from "#cloud/core/service-model.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { encodeCbor } from "./cbor/encode-cbor.ts";
import { jsonLeaves, writeJson } from "./json/write-json.ts";
import type { WireResponse } from "./message.ts";
import type { WireProtocol } from "./read-call.ts";
import { escapedXml } from "./xml/parse-xml.ts";

type Failure = {
  readonly model: ServiceModel;
  readonly protocol: WireProtocol;
  readonly error: AwsError;
  readonly requestId: string;
};

/** An error as its protocol writes it; status and spelling come from its shape, where it has one. */
export function writeError(failure: Failure): WireResponse {
  switch (failure.protocol) {
    case "query":
      return queryError(failure);
    case "rest-xml":
      return s3Error(failure);
    case "cbor":
      return cborError(failure);
    case "json":
    case "rest-json":
      return jsonError(failure);
  }
}

/** What the model knows of a code: the spelling of the query protocol, the status, whose fault it was. */
function knownOf({ model, error }: Failure): {
  readonly code: string;
  readonly status: number;
  readonly isSender: boolean;
} {
  const shape = Object.hasOwn(model.shapes, error.code) ? model.shapes[error.code] : undefined;
  const status = shape?.error?.httpStatusCode ?? error.status ?? 400;
  return { code: shape?.error?.code ?? error.code, status, isSender: status < 500 };
}

function fieldsOf({ model, error }: Failure): Record<string, unknown> {
  const shape = Object.hasOwn(model.shapes, error.code) ? model.shapes[error.code] : undefined;
  const messageName = Object.keys(shape?.members ?? {}).find((name) => name.toLowerCase() === "message") ?? "message";
  const values = { ...error.fields, [messageName]: error.message };
  if (shape === undefined) return values;
  const written = writeJson({ model, member: { shape: error.code }, value: values, leaves: jsonLeaves });
  return { [messageName]: error.message, ...(typeof written === "object" ? written : {}) };
}

/** Services that once spoke the query protocol still say its code in a header, by which newer clients name the error. */
function queryHeader(failure: Failure): Record<string, string> {
  if (!failure.model.about.protocols.includes("query")) return {};
  const { code, isSender } = knownOf(failure);
  return { "x-amzn-query-error": `${code};${isSender ? "Sender" : "Receiver"}` };
}

function jsonError(failure: Failure): WireResponse {
  const { error, model, protocol, requestId } = failure;
  const body = { __type: error.code, ...fieldsOf(failure) };
  const type = protocol === "json" ? `application/x-amz-json-${model.about.jsonVersion ?? "1.1"}` : "application/json";
  const headers = {
    "content-type": type,
    "x-amzn-errortype": error.code,
    "x-amzn-requestid": requestId,
    ...queryHeader(failure),
  };
  return { status: knownOf(failure).status, headers, body: utf8Bytes(JSON.stringify(body)) };
}

function cborError(failure: Failure): WireResponse {
  const body = { __type: failure.error.code, ...fieldsOf(failure) };
  const headers = {
    "content-type": "application/cbor",
    "smithy-protocol": "rpc-v2-cbor",
    "x-amzn-requestid": failure.requestId,
    ...queryHeader(failure),
  };
  return { status: knownOf(failure).status, headers, body: encodeCbor(body) };
}

function queryError(failure: Failure): WireResponse {
  const { model, error, requestId } = failure;
  const { code, status, isSender } = knownOf(failure);
  const space =
    typeof model.about.xmlNamespace === "string" ? model.about.xmlNamespace : (model.about.xmlNamespace?.uri ?? "");
  const inner = `<Type>${isSender ? "Sender" : "Receiver"}</Type><Code>${escapedXml(code)}</Code><Message>${escapedXml(error.message)}</Message>`;
  const text = `<ErrorResponse xmlns="${escapedXml(space)}"><Error>${inner}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status, headers: { "content-type": "text/xml", "x-amzn-requestid": requestId }, body: utf8Bytes(text) };
}

function s3Error(failure: Failure): WireResponse {
  const { error, requestId } = failure;
  const { code, status } = knownOf(failure);
  const headers = { "content-type": "application/xml", "x-amz-request-id": requestId, "x-amz-id-2": requestId };
  if (status === 304) return { status, headers: { "x-amz-request-id": requestId }, body: new Uint8Array() };
  const fields = Object.entries(error.fields).map(([name, value]) => `<${name}>${escapedXml(String(value))}</${name}>`);
  const inner = `<Code>${escapedXml(code)}</Code><Message>${escapedXml(error.message)}</Message>${fields.join("")}`;
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}<RequestId>${requestId}</RequestId><HostId>${requestId}</HostId></Error>`;
  return { status, headers, body: utf8Bytes(text) };
}
