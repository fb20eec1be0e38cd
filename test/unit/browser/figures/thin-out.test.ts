import fc from "fast-check";
import { expect, test } from "vitest";
import { thinCloud, thinLine } from "#browser/figures/thin-out.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const limit = fc.integer({ min: 5, max: 100 });
const lists = (value: fc.Arbitrary<number>) =>
  fc
    .array(fc.tuple(finite, value), { maxLength: 400 })
    .map((pairs) => ({ x: pairs.map(([x]) => x), y: pairs.map(([, y]) => y) }));

test("a thinned line keeps its ends, its peak and its trough, and no more points than asked", () => {
  fc.assert(
    fc.property(lists(finite), limit, (all, most) => {
      const kept = thinLine(all, most);
      expect(kept.length).toBeLessThanOrEqual(most);
      if (all.x.length === 0) return;
      expect(kept[0]).toEqual({ x: all.x[0], y: all.y[0] });
      expect(kept.at(-1)).toEqual({ x: all.x.at(-1), y: all.y.at(-1) });
      expect(Math.max(...kept.map((point) => point.y))).toBe(Math.max(...all.y));
      expect(Math.min(...kept.map((point) => point.y))).toBe(Math.min(...all.y));
    }),
  );
});

test("a thinned line with missing values keeps a gap, its peak and its trough", () => {
  const holed = fc.oneof(finite, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY));
  fc.assert(
    fc.property(lists(holed), limit, (all, most) => {
      const kept = thinLine(all, most).map((point) => point.y);
      const drawn = all.y.filter(Number.isFinite);
      expect(kept.some(Number.isNaN)).toBe(drawn.length < all.y.length);
      expect(Math.max(...kept.filter(Number.isFinite))).toBe(Math.max(...drawn));
      expect(Math.min(...kept.filter(Number.isFinite))).toBe(Math.min(...drawn));
    }),
  );
});

test("a thinned cloud is a part of the cloud, in order", () => {
  fc.assert(
    fc.property(lists(finite), limit, (all, most) => {
      const kept = thinCloud(all, most);
      expect(kept.length).toBe(Math.min(most, all.x.length));
      let from = 0;
      for (const point of kept) {
        from = all.x.findIndex((x, i) => i >= from && x === point.x && all.y[i] === point.y) + 1;
        expect(from).toBeGreaterThan(0);
      }
    }),
  );
});

test("points that cannot be drawn are left out of a cloud, lists of unequal length too", () => {
  const y = [1, Number.NaN, Number.POSITIVE_INFINITY];
  expect(thinCloud({ x: [0, 1, 2, 3], y }, 10)).toEqual([{ x: 0, y: 1 }]);
});
