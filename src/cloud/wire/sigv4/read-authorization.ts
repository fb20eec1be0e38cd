import { queryPairs, type WireRequest } from "../message.ts";

/** What a request says about who signed it and how. */
export type Authorization = {
  readonly place: "header" | "query";
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** 20260101T000000Z */
  readonly signedAt: string;
  /** Of a presigned address: how long it holds. */
  readonly expiresSeconds: number | undefined;
  readonly sessionToken: string | undefined;
};

const ALGORITHM = "AWS4-HMAC-SHA256";

/** Nothing when the request is not signed, or not in this way. */
export function findAuthorization(request: WireRequest): Authorization | undefined {
  const header = request.headers["authorization"];
  return header === undefined ? fromQuery(request) : fromHeader(header, request);
}

function fromHeader(header: string, { headers }: WireRequest): Authorization | undefined {
  const fields = new Map(
    [...header.matchAll(/(Credential|SignedHeaders|Signature)=([^,\s]+)/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
  const scope = scopeOf(fields.get("Credential"));
  const [signed, signature] = [fields.get("SignedHeaders"), fields.get("Signature")];
  if (!header.startsWith(`${ALGORITHM} `) || scope === undefined || signed === undefined || signature === undefined)
    return undefined;
  return {
    place: "header",
    ...scope,
    signedHeaders: signed.split(";"),
    signature,
    signedAt: headers["x-amz-date"] ?? "",
    expiresSeconds: undefined,
    sessionToken: headers["x-amz-security-token"],
  };
}

function fromQuery({ query }: WireRequest): Authorization | undefined {
  const fields = new Map(queryPairs(query));
  const scope = scopeOf(fields.get("X-Amz-Credential"));
  const signature = fields.get("X-Amz-Signature");
  if (fields.get("X-Amz-Algorithm") !== ALGORITHM || scope === undefined || signature === undefined) return undefined;
  return {
    place: "query",
    ...scope,
    signedHeaders: (fields.get("X-Amz-SignedHeaders") ?? "host").split(";"),
    signature,
    signedAt: fields.get("X-Amz-Date") ?? "",
    expiresSeconds: Number(fields.get("X-Amz-Expires") ?? "0"),
    sessionToken: fields.get("X-Amz-Security-Token"),
  };
}

function scopeOf(
  credential: string | undefined,
): Pick<Authorization, "accessKeyId" | "date" | "region" | "service"> | undefined {
  const parts = (credential ?? "").split("/");
  const [accessKeyId, date, region, service, end] = parts;
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined)
    return undefined;
  return end === "aws4_request" && parts.length === 5 ? { accessKeyId, date, region, service } : undefined;
}
