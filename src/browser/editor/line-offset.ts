/** Offset of a line and column (both from 1), clamped to the code. */
export function lineOffset(
  code: string,
  { line, column = 1 }: { readonly line: number; readonly column?: number },
): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const end = code.indexOf("\n", start);
    if (end < 0) return code.length;
    start = end + 1;
  }
  const end = code.indexOf("\n", start);
  return Math.min(start + Math.max(0, column - 1), end < 0 ? code.length : end);
}
