import { refusal, shown } from "./refusal.ts";

/** The characters of a text as numbers, one for each Unicode code point, so that an emoji counts once. */
export function codePoints(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number; // i < length
    if (point > 0xffff) i++;
    points[count++] = point;
  }
  return points.subarray(0, count);
}

/** Two texts as code points, or an error in the name of the function that was called with something else. */
export function pairOfTexts({
  functionName,
  a,
  b,
}: {
  readonly functionName: string;
  readonly a: string;
  readonly b: string;
}): { readonly a: Uint32Array; readonly b: Uint32Array } {
  for (const text of [a, b]) {
    if (typeof text !== "string") {
      throw refusal({ code: "wrong-type", functionName, need: "two texts", got: shown(text) });
    }
  }
  return { a: codePoints(a), b: codePoints(b) };
}
