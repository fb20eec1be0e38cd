/**
 * A text as bytes in UTF-8, the form in which texts are hashed, stored and sent.
 *
 * Code points below 128 take one byte, below 2,048 two, below 65,536 three, the others four. Half of a surrogate pair,
 * which stands for no character, becomes U+FFFD, as everywhere on the web. O(length).
 *
 * @param text  any text
 * @returns     its bytes
 * @example utf8Bytes("é1") // => [0xc3, 0xa9, 0x31]
 * @source  RFC 3629
 */
export function utf8Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at++;
    else if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
    if (code < 0x80) {
      bytes[length++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6);
    } else {
      if (code < 0x10000) {
        bytes[length++] = 0xe0 | (code >> 12);
      } else {
        bytes[length++] = 0xf0 | (code >> 18);
        bytes[length++] = 0x80 | ((code >> 12) & 63);
      }
      bytes[length++] = 0x80 | ((code >> 6) & 63);
    }
    bytes[length++] = 0x80 | (code & 63);
  }
  return bytes.slice(0, length);
}
