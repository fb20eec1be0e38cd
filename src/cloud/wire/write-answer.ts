import { type Member, type ServiceModel, shapeNamed } from "#cloud/core/service-model.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { encodeCbor } from "./cbor/encode-cbor.ts";
import { type Leaves, writeJson } from "./json/write-json.ts";
import type { WireResponse } from "./message.ts";
import type { WireProtocol } from "./read-call.ts";
import { writeRest } from "./rest/write-rest.ts";
import { writeMembers } from "./xml/write-xml.ts";

type Writing = {
  readonly model: ServiceModel;
  readonly protocol: WireProtocol;
  readonly operation: string;
  readonly output: object;
  readonly requestId: string;
};

/** An output as the client's protocol writes it. */
export function writeAnswer(writing: Writing): WireResponse {
  const { model, protocol, operation, output, requestId } = writing;
  const shape = model.operations[operation]?.output;
  switch (protocol) {
    case "rest-json":
    case "rest-xml": {
      const written = writeRest({ model, operation, output, body: protocol === "rest-json" ? "json" : "xml" });
      const id = protocol === "rest-json" ? "x-amzn-requestid" : "x-amz-request-id";
      return {
        ...written,
        headers: {
          ...written.headers,
          [id]: requestId,
          ...(protocol === "rest-xml" ? { "x-amz-id-2": requestId } : {}),
        },
      };
    }
    case "query":
      return writeQueryAnswer(writing);
    case "cbor": {
      const value =
        shape === undefined ? {} : writeJson({ model, member: { shape }, value: output, leaves: cborLeaves });
      const headers = {
        "content-type": "application/cbor",
        "smithy-protocol": "rpc-v2-cbor",
        "x-amzn-requestid": requestId,
      };
      return { status: 200, headers, body: encodeCbor(value) };
    }
    case "json": {
      const value = shape === undefined ? undefined : writeJson({ model, member: { shape }, value: output });
      const headers = {
        "content-type": `application/x-amz-json-${model.about.jsonVersion ?? "1.1"}`,
        "x-amzn-requestid": requestId,
      };
      return { status: 200, headers, body: value === undefined ? new Uint8Array() : utf8Bytes(JSON.stringify(value)) };
    }
  }
}

const cborLeaves: Leaves = {
  blob: (bytes) => bytes,
  time: (time: Date, _member: Member) => time,
};

function writeQueryAnswer({ model, operation, output, requestId }: Writing): WireResponse {
  const described = model.operations[operation];
  const { xmlNamespace } = model.about;
  const space = typeof xmlNamespace === "string" ? xmlNamespace : (xmlNamespace?.uri ?? "");
  const wrapper = described?.outputTraits?.resultWrapper ?? `${operation}Result`;
  const inner =
    described?.output === undefined
      ? ""
      : `<${wrapper}>${writeMembers({ model, shape: shapeNamed(model, described.output), value: { ...output } })}</${wrapper}>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const text = `<${operation}Response xmlns="${space}">${inner}${metadata}</${operation}Response>`;
  return { status: 200, headers: { "content-type": "text/xml", "x-amzn-requestid": requestId }, body: utf8Bytes(text) };
}
