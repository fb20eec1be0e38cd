import { hmacSha256 } from "#engine/core/hmac-sha-256.ts";
import { sha256 } from "#engine/core/sha-256.ts";
import { encoded, queryPairs, type WireRequest } from "../message.ts";
import type { Authorization } from "./read-authorization.ts";

export type SigningKey = { readonly key: Uint8Array; readonly scope: string; readonly signedAt: string };

/** The key of a day, a region and a service, out of the secret. */
export function signingKey({
  authorization,
  secret,
}: {
  readonly authorization: Authorization;
  readonly secret: string;
}): SigningKey {
  const { date, region, service, signedAt } = authorization;
  let key = hmac(`AWS4${secret}`, date);
  for (const part of [region, service, "aws4_request"]) key = hmac(key, part);
  return { key, scope: `${date}/${region}/${service}/aws4_request`, signedAt };
}

/** The signature that a request has to bear: SigV4, as AWS documents it. */
export function signatureOf({
  request,
  authorization,
  signing,
  payloadHash,
}: {
  readonly request: WireRequest;
  readonly authorization: Authorization;
  readonly signing: SigningKey;
  readonly payloadHash: string;
}): string {
  const canonical = canonicalRequest({ request, authorization, payloadHash });
  return hmacSha256({
    key: signing.key,
    message: `AWS4-HMAC-SHA256\n${signing.signedAt}\n${signing.scope}\n${sha256(canonical)}`,
  });
}

/** The signature of a piece of an aws-chunked body, chained to the one before it. */
export function chunkSignature({
  signing,
  previous,
  chunk,
}: {
  readonly signing: SigningKey;
  readonly previous: string;
  readonly chunk: Uint8Array;
}): string {
  const lines = ["AWS4-HMAC-SHA256-PAYLOAD", signing.signedAt, signing.scope, previous, sha256(""), sha256(chunk)];
  return hmacSha256({ key: signing.key, message: lines.join("\n") });
}

function canonicalRequest({
  request,
  authorization,
  payloadHash,
}: {
  readonly request: WireRequest;
  readonly authorization: Authorization;
  readonly payloadHash: string;
}): string {
  const { service, signedHeaders } = authorization;
  // S3 signs the path as it was sent; every other service encodes it once more.
  const path = service === "s3" ? request.path : request.path.split("/").map(encoded).join("/");
  const query = queryPairs(request.query)
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort();
  const headers = signedHeaders.map(
    (name) =>
      `${name}:${(Object.hasOwn(request.headers, name) ? (request.headers[name] ?? "") : "").trim().replace(/ +/g, " ")}\n`,
  );
  return [request.method, path, query.join("&"), headers.join(""), signedHeaders.join(";"), payloadHash].join("\n");
}

function hmac(key: string | Uint8Array, message: string): Uint8Array {
  const digits = hmacSha256({ key, message });
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}
