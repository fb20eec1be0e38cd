import { AwsError } from "#cloud/core/aws-error.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import type { WireRequest } from "../message.ts";
import { chunkSignature, type SigningKey } from "./sign.ts";

/**
 * A body that was sent in pieces (content-encoding aws-chunked), put together; what trails it (checksums) joins the headers. Signed pieces are
 * checked, each against the one before it.
 */
export function unchunked({
  request,
  signing,
  seed,
}: {
  readonly request: WireRequest;
  readonly signing: SigningKey | undefined;
  /** The signature of the request, to which the first piece is chained. */
  readonly seed: string | undefined;
}): WireRequest {
  const payload = request.headers["x-amz-content-sha256"] ?? "";
  if (!payload.startsWith("STREAMING-")) return request;
  const isSigned = payload.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
  const pieces: Uint8Array[] = [];
  let previous = seed ?? "";
  let at = 0;
  for (;;) {
    const { line, next } = readLine(request.body, at);
    const [sizeText = "", ...extensions] = line.split(";");
    const size = /^[0-9a-f]{1,8}$/i.test(sizeText) ? Number.parseInt(sizeText, 16) : Number.NaN;
    if (!(next + size <= request.body.length)) throw malformed();
    const piece = request.body.subarray(next, next + size);
    if (isSigned && signing !== undefined) {
      previous = chunkSignature({ signing, previous, chunk: piece });
      if (!extensions.includes(`chunk-signature=${previous}`)) throw mismatch();
    }
    at = next + size;
    if (size === 0) break;
    pieces.push(piece);
    at += 2; // what follows a piece is an end of line
  }
  const headers = { ...request.headers, ...readTrailers(request.body, at) };
  const encoding = (headers["content-encoding"] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "aws-chunked" && part !== "");
  return { ...request, headers: { ...headers, "content-encoding": encoding.join(",") }, body: joined(pieces) };
}

function readTrailers(body: Uint8Array, from: number): Record<string, string> {
  const lines = utf8Text(body.subarray(from))
    .split("\r\n")
    .filter((line) => line.includes(":"));
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase().trim(),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  );
}

function readLine(body: Uint8Array, from: number): { readonly line: string; readonly next: number } {
  for (let at = from; at < Math.min(body.length, from + 300); at++) {
    if (body[at] === 13 && body[at + 1] === 10) return { line: utf8Text(body.subarray(from, at)), next: at + 2 };
  }
  throw malformed();
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function malformed(): AwsError {
  return new AwsError(
    "IncompleteBody",
    "You did not provide the number of bytes specified by the Content-Length HTTP header",
    { status: 400 },
  );
}

function mismatch(): AwsError {
  return new AwsError(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    {
      status: 403,
    },
  );
}
