import { expect } from "vitest";

/**
 * Equal within 1e-12 of the expected value, the figure of issue 2: a few thousand times the rounding of one operation
 * (2.2e-16), which is what two libraries may differ by when they add a million rows in another order. `floor` is for
 * values that are 0 but for rounding. Typed arrays count as lists; "NaN" and "Infinity" are words in the fixtures.
 */
export function expectClose({
  got,
  expected,
  what,
  relative = 1e-12,
  floor = 1e-15,
}: {
  readonly got: unknown;
  readonly expected: unknown;
  readonly what: string;
  readonly relative?: number;
  readonly floor?: number;
}): void {
  const wanted = typeof expected === "string" ? Number(expected) : expected;
  if (typeof wanted === "number") {
    if (Number.isFinite(wanted)) {
      const distance = typeof got === "number" ? Math.abs(got - wanted) : Number.NaN;
      const isClose = distance <= Math.max(relative * Math.abs(wanted), floor);
      expect(isClose, `${what}: got ${String(got)}, expected ${wanted}`).toBe(true);
    } else {
      expect(got, what).toBe(wanted);
    }
    return;
  }
  const entries = Object.entries(expected ?? {});
  expect(Array.isArray(expected) ? Object.keys(got ?? {}).length : entries.length, `${what}: length`).toBe(
    entries.length,
  );
  for (const [key, entry] of entries) {
    const value: unknown = Reflect.get(Object(got), key);
    expectClose({ got: value, expected: entry, what: `${what}.${key}`, relative, floor });
  }
}
