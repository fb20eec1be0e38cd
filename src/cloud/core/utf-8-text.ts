/** Bytes in UTF-8 as text; what is no UTF-8 becomes U+FFFD, as in a browser. A byte order mark stays. */
export function utf8Text(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let units: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { code, length } = readCode(bytes, at);
    at += length;
    if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    else units.push(code);
    if (units.length > 8000) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  pieces.push(String.fromCharCode(...units));
  return pieces.join("");
}

function readCode(bytes: Uint8Array, at: number): { readonly code: number; readonly length: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, length: 1 };
  const size =
    first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 1;
  if (size === 1) return { code: 0xfffd, length: 1 };
  let code = first & (0x7f >> size);
  for (let step = 1; step < size; step++) {
    const next = bytes[at + step] ?? 0;
    const lowest = step === 1 ? (first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80) : 0x80;
    const highest = step === 1 ? (first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf) : 0xbf;
    if (next < lowest || next > highest) return { code: 0xfffd, length: step };
    code = (code << 6) | (next & 0x3f);
  }
  return { code, length: size };
}
