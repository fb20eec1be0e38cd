import { Refusal } from "./refusal.ts";
import { storable } from "./storable.ts";

/** Reads a JSON body of at most `maxBytes`, counted while it arrives. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json")
    throw new Refusal("unsupported-media-type", `expected application/json, got ${mediaType ?? "none"}`);
  const text = await readText(request, maxBytes);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Refusal("bad-request", "the body is not JSON");
  }
  // Only escapes, NUL and surrogates can hold what cannot be stored, and UTF-8 holds no surrogates.
  return /\\u|\0/.test(text) ? storable(parsed) : parsed;
}

export async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () => new Refusal("too-large", `a body of at most ${maxBytes} bytes is taken`, { maxBytes });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
