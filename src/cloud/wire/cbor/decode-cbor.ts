import { utf8Text } from "#cloud/core/utf-8-text.ts";

type Reader = { readonly bytes: Uint8Array; readonly view: DataView; at: number; depth: number };

/** CBOR (RFC 8949) as far as Smithy's rpc-v2-cbor goes: a time (tag 1) becomes a number of seconds, other tags are dropped. Throws when cut short. */
export function decodeCbor(bytes: Uint8Array): unknown {
  return readItem({ bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, depth: 0 });
}

const BREAK = Symbol("break");

function readItem(reader: Reader): unknown {
  if (++reader.depth > 500) throw new Error("CBOR nests too deep");
  const value = readValue(reader);
  reader.depth--;
  return value;
}

function readValue(reader: Reader): unknown {
  const first = reader.view.getUint8(reader.at++);
  const major = first >> 5;
  const minor = first & 31;
  if (major === 7) return readSimple(reader, minor);
  const length = minor === 31 ? undefined : readArgument(reader, minor);
  switch (major) {
    case 0:
      return length;
    case 1:
      return -1 - (length ?? 0);
    case 2:
      return length === undefined ? joined(untilBreak(reader)) : take(reader, length);
    case 3:
      return length === undefined ? untilBreak(reader).join("") : utf8Text(take(reader, length));
    case 4:
      return length === undefined
        ? untilBreak(reader)
        : Array.from({ length: bounded(reader, length) }, () => readItem(reader));
    case 5:
      return readMap(reader, length);
    default:
      return readItem(reader); // a tag: what it marks
  }
}

function readMap(reader: Reader, length: number | undefined): object {
  const entries: [string, unknown][] = [];
  for (let count = 0; length === undefined || count < length; count++) {
    const key = readItem(reader);
    if (key === BREAK) break;
    entries.push([String(key), readItem(reader)]);
  }
  return Object.fromEntries(entries);
}

function untilBreak(reader: Reader): unknown[] {
  const items: unknown[] = [];
  for (let item = readItem(reader); item !== BREAK; item = readItem(reader)) items.push(item);
  return items;
}

function readSimple(reader: Reader, minor: number): unknown {
  const { view } = reader;
  switch (minor) {
    case 20:
      return false;
    case 21:
      return true;
    case 25: {
      const half = view.getUint16(reader.at);
      reader.at += 2;
      return halfFloat(half);
    }
    case 26:
      reader.at += 4;
      return view.getFloat32(reader.at - 4);
    case 27:
      reader.at += 8;
      return view.getFloat64(reader.at - 8);
    case 31:
      return BREAK;
    default:
      return null;
  }
}

function readArgument(reader: Reader, minor: number): number {
  const { view } = reader;
  if (minor < 24) return minor;
  const size = 2 ** (minor - 24);
  reader.at += size;
  if (minor === 24) return view.getUint8(reader.at - 1);
  if (minor === 25) return view.getUint16(reader.at - 2);
  if (minor === 26) return view.getUint32(reader.at - 4);
  if (minor === 27) return Number(view.getBigUint64(reader.at - 8));
  throw new Error(`CBOR has no length ${minor}`);
}

function take(reader: Reader, length: number): Uint8Array {
  const bytes = reader.bytes.subarray(reader.at, reader.at + bounded(reader, length));
  reader.at += length;
  return bytes;
}

/** A length that the rest cannot hold would ask for memory that nobody sent. */
function bounded(reader: Reader, length: number): number {
  if (length > reader.bytes.length - reader.at) throw new Error("CBOR ends early");
  return length;
}

function joined(pieces: readonly unknown[]): Uint8Array {
  const parts = pieces.filter((piece) => piece instanceof Uint8Array);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function halfFloat(half: number): number {
  const [sign, exponent, fraction] = [half & 0x8000 ? -1 : 1, (half >> 10) & 31, half & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
