import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng, generateTraffic } from "#engine/serving/index.ts";

const day = 86_400;

describe("arrival counts", () => {
  test("of a Poisson stream have the variance of their mean", () => {
    const { arrivals } = generateTraffic({
      pattern: { kind: "poisson", requestsPerSecond: 20 },
      seconds: 10_000,
      rng: createRng(1),
    });
    const counts = new Float64Array(10_000);
    for (const at of arrivals) counts[Math.floor(at)] = (counts[Math.floor(at)] ?? 0) + 1;
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    // Standard errors: mean √(20 / 10⁴) = 0.045; variance 20 × √(2 / 10⁴) = 0.28. Five of each.
    expect(Math.abs(mean - 20)).toBeLessThan(0.23);
    expect(Math.abs(variance - 20)).toBeLessThan(1.5);
  });

  test("of a diurnal stream follow the integral of the rate", () => {
    const { arrivals } = generateTraffic({
      pattern: { kind: "diurnal", requestsPerSecond: 1, swing: 0.8, peakSeconds: 12 * 3600 },
      seconds: day,
      rng: createRng(2),
    });
    // Around the peak, from 6 to 18 h: ∫ 1 + 0.8 cos(2π (t − 12 h) / 24 h) = 12 h + 0.8 × 24 h / π = 43,200 + 22,002.
    const byDay = arrivals.filter((at) => at >= 6 * 3600 && at < 18 * 3600).length;
    expect(Math.abs(byDay - 65_202)).toBeLessThan(5 * Math.sqrt(65_202));
    expect(Math.abs(arrivals.length - day)).toBeLessThan(5 * Math.sqrt(day));
  });

  test("of a burst are high within it and as before outside", () => {
    const { arrivals } = generateTraffic({
      pattern: {
        kind: "burst",
        requestsPerSecond: 5,
        bursts: [{ fromSeconds: 100, seconds: 50, requestsPerSecond: 200 }],
      },
      seconds: 1000,
      rng: createRng(3),
    });
    const inside = arrivals.filter((at) => at >= 100 && at < 150).length;
    expect(Math.abs(inside - 10_000)).toBeLessThan(500);
    expect(Math.abs(arrivals.length - inside - 4750)).toBeLessThan(5 * Math.sqrt(4750));
  });
});

test("models are asked for in the proportion of their shares", () => {
  const { models } = generateTraffic({
    pattern: { kind: "poisson", requestsPerSecond: 100 },
    seconds: 1000,
    modelShares: [1, 0, 3],
    rng: createRng(4),
  });
  const count = (wanted: number) => models.filter((model) => model === wanted).length;
  expect(count(1)).toBe(0);
  // Binomial with p = 3/4: five standard errors of √(0.1875 / n).
  expect(Math.abs(count(2) / models.length - 0.75)).toBeLessThan(5 * Math.sqrt(0.1875 / models.length));
});

test("arrivals ascend within the traffic, and times do not depend on sizes", () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0.1, max: 50, noNaN: true }), (seed, requestsPerSecond) => {
      const pattern = { kind: "poisson", requestsPerSecond } as const;
      const traffic = generateTraffic({ pattern, seconds: 20, rng: createRng(seed) });
      const larger = { kind: "exponential", mean: 3 } as const;
      const other = generateTraffic({ pattern, seconds: 20, payloadMB: larger, rng: createRng(seed) });
      expect(traffic.arrivals).toEqual(traffic.arrivals.slice().sort());
      expect(traffic.arrivals.every((at) => at >= 0 && at < 20)).toBe(true);
      expect(other.arrivals).toEqual(traffic.arrivals);
    }),
    { numRuns: 30 },
  );
});
