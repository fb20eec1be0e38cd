import { AwsError } from "#cloud/core/aws-error.ts";
import { findBase64 } from "#cloud/core/base64.ts";
import { type Member, type ServiceModel, type Shape, shapeNamed } from "#cloud/core/service-model.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import { parseJson } from "../json/parse-json.ts";
import { readJson } from "../json/read-json.ts";
import { queryPairs, type WireRequest } from "../message.ts";
import { findXml } from "../xml/parse-xml.ts";
import { readText, readXml } from "../xml/read-xml.ts";
import type { Route } from "./match-route.ts";

type Reading = {
  readonly model: ServiceModel;
  readonly request: WireRequest;
  readonly route: Route;
  readonly body: "json" | "xml";
};

/** The input of a REST request: out of path, query, headers and body, as the model says where what stands. */
export function readRest(reading: Reading): object {
  const { model, route } = reading;
  const inputName = model.operations[route.operation]?.input;
  if (inputName === undefined) return {};
  const shape = shapeNamed(model, inputName);
  const made: [string, unknown][] = [];
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const value = member.location === undefined ? undefined : readPlaced({ reading, name, member });
    if (value !== undefined) made.push([name, value]);
  }
  return { ...Object.fromEntries(made), ...readBody({ reading, shape, inputName }) };
}

function readPlaced({
  reading,
  name,
  member,
}: {
  readonly reading: Reading;
  readonly name: string;
  readonly member: Member;
}): unknown {
  const { model, request, route } = reading;
  const shape = shapeNamed(model, member.shape);
  const wireName = member.locationName ?? name;
  switch (member.location) {
    case "uri": {
      const label = route.labels[wireName] ?? route.labels[name];
      return label === undefined ? undefined : readText(shape, label);
    }
    case "querystring":
      return readParameter({ reading, shape, wireName });
    case "header": {
      const text = request.headers[wireName.toLowerCase()];
      if (text === undefined || (text === "" && shape.type !== "string")) return undefined;
      if (member.jsonvalue === true) return utf8Text(findBase64(text) ?? new Uint8Array());
      return shape.type === "list" ? splitHeader(text) : readText(shape, text);
    }
    case "headers": {
      const found = Object.entries(request.headers).filter(([key]) => key.startsWith(wireName.toLowerCase()));
      return found.length === 0
        ? undefined
        : Object.fromEntries(found.map(([key, value]) => [key.slice(wireName.length), value]));
    }
    default:
      return undefined;
  }
}

function readParameter({
  reading,
  shape,
  wireName,
}: {
  readonly reading: Reading;
  readonly shape: Shape;
  readonly wireName: string;
}): unknown {
  const pairs = queryPairs(reading.request.query);
  if (shape.type === "map") {
    const known = new Set(
      Object.values(
        shapeNamed(reading.model, reading.model.operations[reading.route.operation]?.input ?? "").members ?? {},
      ).map(({ locationName }) => locationName),
    );
    return Object.fromEntries(pairs.filter(([key]) => !known.has(key)));
  }
  const found = pairs.filter(([key]) => key === wireName).map(([, text]) => text);
  const [first] = found;
  if (first === undefined) return undefined;
  const item = shape.member;
  return shape.type === "list" && item !== undefined
    ? found.map((text) => readText(shapeNamed(reading.model, item.shape), text))
    : readText(shape, first);
}

function splitHeader(text: string): readonly string[] {
  return text.split(",").map((part) => part.trim());
}

function readBody({
  reading,
  shape,
  inputName,
}: {
  readonly reading: Reading;
  readonly shape: Shape;
  readonly inputName: string;
}): object {
  const { model, request, body } = reading;
  const payload = shape.payload === undefined ? undefined : shape.members?.[shape.payload];
  if (shape.payload !== undefined && payload !== undefined) {
    const target = shapeNamed(model, payload.shape);
    if (target.type === "blob") return { [shape.payload]: request.body };
    if (request.body.length === 0) return {};
    if (target.type === "string") return { [shape.payload]: utf8Text(request.body) };
    return { [shape.payload]: readDocument({ model, member: payload, body, bytes: request.body }) };
  }
  const hasBody = Object.values(shape.members ?? {}).some(({ location }) => location === undefined);
  if (!hasBody || request.body.length === 0) return {};
  const read = readDocument({ model, member: { shape: inputName }, body, bytes: request.body });
  if (typeof read !== "object" || read === null)
    throw new AwsError("SerializationException", "The body is no object", { status: 400 });
  const inBody = Object.entries(read).filter(([name]) => shape.members?.[name]?.location === undefined);
  return Object.fromEntries(inBody);
}

function readDocument({
  model,
  member,
  body,
  bytes,
}: {
  readonly model: ServiceModel;
  readonly member: Member;
  readonly body: "json" | "xml";
  readonly bytes: Uint8Array;
}): unknown {
  if (body === "json") return readJson({ model, member, value: parseJson(bytes) });
  const element = findXml(utf8Text(bytes));
  if (element !== undefined) return readXml({ model, member, element });
  throw new AwsError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
    { status: 400 },
  );
}
