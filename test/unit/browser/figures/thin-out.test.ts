import fc from "fast-check";
import { expect, test } from "vitest";
import { finitePoints, thinCloud, thinLine } from "#browser/figures/thin-out.ts";

const points = fc.array(fc.record({ x: fc.double({ noNaN: true }), y: fc.double({ noNaN: true }) }), {
  maxLength: 400,
});
const limit = fc.integer({ min: 4, max: 100 });

test("a thinned line keeps its ends, its peak and its trough, and no more points than asked", () => {
  fc.assert(
    fc.property(points, limit, (all, most) => {
      const kept = thinLine(all, most);
      expect(kept.length).toBeLessThanOrEqual(most);
      if (all.length === 0) return;
      expect(kept[0]).toBe(all[0]);
      expect(kept.at(-1)).toBe(all.at(-1));
      expect(Math.max(...kept.map((p) => p.y))).toBe(Math.max(...all.map((p) => p.y)));
      expect(Math.min(...kept.map((p) => p.y))).toBe(Math.min(...all.map((p) => p.y)));
    }),
  );
});

test("a thinned cloud is a part of the cloud, in order", () => {
  fc.assert(
    fc.property(points, limit, (all, most) => {
      const kept = thinCloud(all, most);
      expect(kept.length).toBe(Math.min(most, all.length));
      const places = kept.map((point) => all.indexOf(point));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});

test("points that cannot be drawn are left out, lists of unequal length too", () => {
  const y = [1, Number.NaN, Number.POSITIVE_INFINITY];
  expect(finitePoints({ x: [0, 1, 2, 3], y })).toEqual([{ x: 0, y: 1 }]);
});
