import { encodeUtf8, maxBytesPerCodeUnit } from "./utf8.ts";

/** Whether the cell in `bytes[from, to)` is one of the tokens, byte for byte. */
export type IsToken = (bytes: Uint8Array, from: number, to: number) => boolean;

/** Null when there are no tokens, so that a reader need not ask. */
export function createIsToken(tokens: readonly string[]): IsToken | null {
  const encoded = tokens.map((token) => {
    const bytes = new Uint8Array(maxBytesPerCodeUnit * token.length);
    return bytes.subarray(0, encodeUtf8(token, 0, token.length, bytes, 0));
  });
  if (encoded.length === 0) return null;
  return (bytes, from, to) =>
    encoded.some((token) => {
      if (token.length !== to - from) return false;
      let k = 0;
      while (k < token.length && token[k] === bytes[from + k]) k++;
      return k === token.length;
    });
}
