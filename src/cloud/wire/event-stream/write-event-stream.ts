import { crc32 } from "#cloud/core/crc-32.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";

/** One message of application/vnd.amazon.eventstream: lengths, a checksum of them, headers (texts), the payload, a checksum of all. */
export function eventStreamMessage({
  headers,
  payload,
}: {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
}): Uint8Array<ArrayBuffer> {
  const head = headerBytes(headers);
  const message = new Uint8Array(16 + head.length + payload.length);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length);
  view.setUint32(4, head.length);
  view.setUint32(8, crc32(message.subarray(0, 8)));
  message.set(head, 12);
  message.set(payload, 12 + head.length);
  view.setUint32(message.length - 4, crc32(message.subarray(0, message.length - 4)));
  return message;
}

const TEXT = 7;

function headerBytes(headers: Readonly<Record<string, string>>): Uint8Array {
  const parts = Object.entries(headers).flatMap(([name, value]) => {
    const [nameBytes, valueBytes] = [utf8Bytes(name), utf8Bytes(value)];
    return [nameBytes.length, ...nameBytes, TEXT, valueBytes.length >> 8, valueBytes.length & 255, ...valueBytes];
  });
  return Uint8Array.from(parts);
}
