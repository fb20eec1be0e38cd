import { toBase64 } from "#cloud/core/base64.ts";
import { type Member, type ServiceModel, type Shape, shapeNamed } from "#cloud/core/service-model.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { eventStreamMessage } from "../event-stream/write-event-stream.ts";
import { isRecord } from "../json/read-json.ts";
import { writeJson } from "../json/write-json.ts";
import type { WireResponse } from "../message.ts";
import { formatOf, writeTimestamp } from "../timestamp.ts";
import { escapedXml } from "../xml/parse-xml.ts";
import { writeMembers, writeXml } from "../xml/write-xml.ts";

type Writing = {
  readonly model: ServiceModel;
  readonly operation: string;
  readonly output: object;
  readonly body: "json" | "xml";
};

/** An output as status, headers and body, each member where the model puts it. */
export function writeRest(writing: Writing): WireResponse {
  const { model, operation, output, body } = writing;
  const described = model.operations[operation];
  const status = described?.http.responseCode ?? 200;
  const values: Readonly<Record<string, unknown>> = { ...output };
  if (described?.output === undefined) return { status, headers: {}, body: new Uint8Array() };
  const shape = shapeNamed(model, described.output);
  const placed = writePlaced({ model, shape, values });
  const isPiece = placed["content-range"] !== undefined; // a status that no model of S3 tells of: partial content
  const statusMember = Object.entries(shape.members ?? {}).find(([, member]) => member.location === "statusCode");
  const given = statusMember === undefined ? undefined : values[statusMember[0]];
  const written = writeBody({ writing, shape, name: described.output, values });
  const type = written.type ?? (body === "json" ? "application/json" : "application/xml");
  const headers =
    written.bytes.length > 0 && placed["content-type"] === undefined ? { "content-type": type, ...placed } : placed;
  return { status: typeof given === "number" ? given : isPiece ? 206 : status, headers, body: written.bytes };
}

function writePlaced({
  model,
  shape,
  values,
}: {
  readonly model: ServiceModel;
  readonly shape: Shape;
  readonly values: Readonly<Record<string, unknown>>;
}): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    const wireName = (member.locationName ?? name).toLowerCase();
    if (member.location === "header")
      headers[wireName] = headerText({ member, shape: shapeNamed(model, member.shape), value });
    if (member.location === "headers" && isRecord(value)) {
      for (const [key, text] of Object.entries(value)) headers[`${wireName}${key.toLowerCase()}`] = String(text);
    }
  }
  return headers;
}

function headerText({
  member,
  shape,
  value,
}: {
  readonly member: Member;
  readonly shape: Shape;
  readonly value: unknown;
}): string {
  if (value instanceof Date) return writeTimestamp(value, formatOf(member, shape, "rfc822"));
  if (value instanceof Uint8Array) return toBase64(value);
  if (member.jsonvalue === true) return toBase64(utf8Bytes(typeof value === "string" ? value : JSON.stringify(value)));
  return Array.isArray(value) ? value.join(",") : String(value);
}

function writeBody({
  writing,
  shape,
  name,
  values,
}: {
  readonly writing: Writing;
  readonly shape: Shape;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}): { readonly bytes: Uint8Array; readonly type?: string } {
  const { model, operation, body } = writing;
  const payload = shape.payload === undefined ? undefined : shape.members?.[shape.payload];
  if (shape.payload !== undefined && payload !== undefined) {
    const value = values[shape.payload];
    const target = shapeNamed(model, payload.shape);
    if (value === undefined || value === null) return { bytes: new Uint8Array() };
    if (value instanceof Uint8Array) return { bytes: value, type: "application/octet-stream" };
    if (target.type === "string") return { bytes: utf8Bytes(String(value)), type: "text/plain" };
    if (target.eventstream === true)
      return { bytes: writeEvents({ model, target, events: value }), type: "application/vnd.amazon.eventstream" };
    if (body === "json") return { bytes: utf8Bytes(JSON.stringify(writeJson({ model, member: payload, value }))) };
    const text = writeXml({ model, member: payload, name: payload.locationName ?? payload.shape, value });
    return { bytes: utf8Bytes(HEADING + text) };
  }
  const inBody = Object.values(shape.members ?? {}).some(({ location }) => location === undefined);
  if (body === "json")
    return {
      bytes: utf8Bytes(JSON.stringify(inBody ? writeJson({ model, member: { shape: name }, value: values }) : {})),
    };
  if (!inBody) return { bytes: new Uint8Array() };
  // S3 names the root after the operation's result, clients read its children; GetBucketLocation alone is its own element.
  if (operation === "GetBucketLocation") {
    const region = values["LocationConstraint"];
    const text = typeof region === "string" ? escapedXml(region) : "";
    return { bytes: utf8Bytes(`${HEADING}<LocationConstraint xmlns="${S3}">${text}</LocationConstraint>`) };
  }
  const root = ROOTS[operation] ?? shape.locationName ?? `${operation}Result`;
  return {
    bytes: utf8Bytes(`${HEADING}<${root} xmlns="${S3}">${writeMembers({ model, shape, value: values })}</${root}>`),
  };
}

const HEADING = '<?xml version="1.0" encoding="UTF-8"?>\n';
const S3 = "http://s3.amazonaws.com/doc/2006-03-01/";

/** Names of root elements that are not the operation's name with Result behind it, from S3's API reference. */
const ROOTS: Readonly<Record<string, string>> = {
  ListBuckets: "ListAllMyBucketsResult",
  ListObjects: "ListBucketResult",
  ListObjectsV2: "ListBucketResult",
  ListObjectVersions: "ListVersionsResult",
  DeleteObjects: "DeleteResult",
  CreateMultipartUpload: "InitiateMultipartUploadResult",
  GetBucketVersioning: "VersioningConfiguration",
  GetBucketTagging: "Tagging",
  GetObjectTagging: "Tagging",
  GetBucketAcl: "AccessControlPolicy",
  GetObjectAcl: "AccessControlPolicy",
  GetBucketLifecycleConfiguration: "LifecycleConfiguration",
  GetBucketNotificationConfiguration: "NotificationConfiguration",
  GetObjectAttributes: "GetObjectAttributesResponse",
};

/** The events of a stream, all at once: a list of `{ PayloadPart: { Bytes } }`. */
function writeEvents({
  model,
  target,
  events,
}: {
  readonly model: ServiceModel;
  readonly target: Shape;
  readonly events: unknown;
}): Uint8Array {
  const messages = (Array.isArray(events) ? events : []).flatMap((event: unknown) => {
    const [name, value] = isRecord(event) ? (Object.entries(event)[0] ?? []) : [];
    const member = name === undefined ? undefined : target.members?.[name];
    if (name === undefined || member === undefined || !isRecord(value)) return [];
    const shape = shapeNamed(model, member.shape);
    const kind: Readonly<Record<string, string>> =
      shape.exception === true
        ? { ":message-type": "exception", ":exception-type": name }
        : { ":message-type": "event", ":event-type": name };
    const payloadName = Object.entries(shape.members ?? {}).find(([, part]) => part.eventpayload === true)?.[0];
    const payload = payloadName === undefined ? undefined : value[payloadName];
    return payload instanceof Uint8Array
      ? [eventStreamMessage({ headers: { ...kind, ":content-type": "application/octet-stream" }, payload })]
      : [
          eventStreamMessage({
            headers: { ...kind, ":content-type": "application/json" },
            payload: utf8Bytes(JSON.stringify(writeJson({ model, member, value }))),
          }),
        ];
  });
  const all = new Uint8Array(messages.reduce((sum, message) => sum + message.length, 0));
  let at = 0;
  for (const message of messages) {
    all.set(message, at);
    at += message.length;
  }
  return all;
}
