/**
 * Hides letters and digits of a text and leaves its form: "4539 1488 0343 6467" becomes "**** **** **** 6467".
 * Spaces and punctuation stay, so that a person still sees what kind of value it was.
 */
export function maskText({
  text,
  keepStart,
  keepEnd,
  character,
}: {
  readonly text: string;
  readonly keepStart: number;
  readonly keepEnd: number;
  readonly character: string;
}): string {
  const characters = [...text];
  const isHideable = characters.map((one) => /[\p{L}\p{N}]/u.test(one));
  const total = isHideable.filter(Boolean).length;
  // A value so short that everything would be kept is hidden whole.
  const [first, last] = keepStart + keepEnd < total ? [keepStart, total - keepEnd] : [0, total];
  let seen = 0;
  return characters
    .map((one, at) => {
      if (isHideable[at] !== true) return one;
      const place = seen++;
      return place >= first && place < last ? character : one;
    })
    .join("");
}
