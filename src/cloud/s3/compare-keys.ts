/** Order of S3's listings: by bytes of UTF-8, which is by code point, while JavaScript compares halves of surrogate pairs. */
export function compareKeys(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  if (at === length) return one.length - other.length;
  const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
  const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xe000;
  return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
}
