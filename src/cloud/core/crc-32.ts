/** CRC-32 by its reversed polynomial: zlib's (0xedb88320), or Castagnoli's (0x82f63b78), which S3 calls CRC32C. */
export function crc32(bytes: Uint8Array, polynomial: 0xedb88320 | 0x82f63b78 = 0xedb88320): number {
  const table = tableOf(polynomial);
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

const tables = new Map<number, Uint32Array>();

function tableOf(polynomial: number): Uint32Array {
  const there = tables.get(polynomial);
  if (there !== undefined) return there;
  const made = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
    return rest;
  });
  tables.set(polynomial, made);
  return made;
}
