import fc from "fast-check";
import { expect, it } from "vitest";
import { gramHashes, gramLength, winnow } from "#server/gradebook/similarity/winnow.ts";

it("picks the fingerprints of the worked example of the paper", () => {
  // Schleimer et al. 2003, figure 2: hashes of 5-grams, windows of 4, fingerprints with their positions (figure 2 f).
  const hashes = [77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98];
  expect(winnow(hashes).map(({ hash, at }) => [hash, at])).toEqual([
    [17, 3],
    [17, 6],
    [8, 8],
    [39, 11],
    [17, 15],
  ]);
});

it("any run of like tokens of the guaranteed length shares a fingerprint, wherever it stands", () => {
  const kind = fc.constantFrom("I", "N", "(", ")", "{", "}", "return", "+", "for", "=");
  const guaranteed = gramLength + 3;
  fc.assert(
    fc.property(
      fc.array(kind, { minLength: guaranteed, maxLength: 40 }),
      fc.array(kind, { maxLength: 30 }),
      fc.array(kind, { maxLength: 30 }),
      (run, before, after) => {
        const alone = new Set(winnow(gramHashes(run)).map(({ hash }) => hash));
        const within = winnow(gramHashes([...before, ...run, ...after])).map(({ hash }) => hash);
        expect(within.some((hash) => alone.has(hash))).toBe(true);
      },
    ),
  );
});

it("is as long a list as there are k-grams, or none", () => {
  expect(gramHashes(Array.from({ length: gramLength - 1 }, () => "I"))).toEqual([]);
  expect(winnow([])).toEqual([]);
  expect(winnow([5])).toEqual([{ hash: 5, at: 0 }]);
});
