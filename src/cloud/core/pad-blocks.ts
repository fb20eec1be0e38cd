/** A message padded as SHA-1 and SHA-2 ask: a one bit, zeros, then its length in bits at the end of a full block. */
export function padBlocks({
  bytes,
  blockLength,
}: {
  readonly bytes: Uint8Array;
  readonly blockLength: 64 | 128;
}): DataView {
  const lengthField = blockLength / 8;
  const padded = new Uint8Array(Math.ceil((bytes.length + 1 + lengthField) / blockLength) * blockLength);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return view;
}
