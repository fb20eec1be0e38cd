import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";

/** A tree of plain values, bytes and times as CBOR (RFC 8949); a Date is written as tag 1, seconds. */
export function encodeCbor(value: unknown): Uint8Array {
  const pieces: Uint8Array[] = [];
  writeItem(pieces, value);
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function writeItem(pieces: Uint8Array[], value: unknown): void {
  if (value === null || value === undefined) pieces.push(Uint8Array.of(0xf6));
  else if (typeof value === "boolean") pieces.push(Uint8Array.of(value ? 0xf5 : 0xf4));
  else if (typeof value === "number") writeNumber(pieces, value);
  else if (typeof value === "string") {
    const bytes = utf8Bytes(value);
    pieces.push(head(3, bytes.length), bytes);
  } else if (value instanceof Uint8Array) pieces.push(head(2, value.length), value);
  else if (value instanceof Date) {
    pieces.push(Uint8Array.of(0xc1));
    writeNumber(pieces, value.getTime() / 1000);
  } else if (Array.isArray(value)) {
    pieces.push(head(4, value.length));
    for (const part of value) writeItem(pieces, part);
  } else {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    pieces.push(head(5, entries.length));
    for (const [key, part] of entries) {
      writeItem(pieces, key);
      writeItem(pieces, part);
    }
  }
}

function writeNumber(pieces: Uint8Array[], value: number): void {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    pieces.push(value >= 0 ? head(0, value) : head(1, -1 - value));
    return;
  }
  const bytes = new Uint8Array(9);
  bytes[0] = 0xfb;
  new DataView(bytes.buffer).setFloat64(1, value);
  pieces.push(bytes);
}

function head(major: number, argument: number): Uint8Array {
  const type = major << 5;
  if (argument < 24) return Uint8Array.of(type | argument);
  const size = argument < 0x100 ? 1 : argument < 0x10000 ? 2 : argument < 0x100000000 ? 4 : 8;
  const bytes = new Uint8Array(1 + size);
  bytes[0] = type | (24 + Math.log2(size));
  const view = new DataView(bytes.buffer);
  if (size === 1) view.setUint8(1, argument);
  else if (size === 2) view.setUint16(1, argument);
  else if (size === 4) view.setUint32(1, argument);
  else view.setBigUint64(1, BigInt(argument));
  return bytes;
}
