/** A message padded as MD5, SHA-1 and SHA-2 ask: a one bit, zeros, then its length in bits at the end of a full block. */
export function padBlocks({
  bytes,
  blockLength,
  littleEndian,
}: {
  readonly bytes: Uint8Array;
  readonly blockLength: 64 | 128;
  readonly littleEndian: boolean;
}): DataView {
  const lengthField = blockLength / 8;
  const padded = new Uint8Array(Math.ceil((bytes.length + 1 + lengthField) / blockLength) * blockLength);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  const at = padded.length - 8;
  view.setBigUint64(at, BigInt(bytes.length) * 8n, littleEndian);
  return view;
}

export function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
