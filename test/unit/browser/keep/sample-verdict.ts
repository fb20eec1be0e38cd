import type { Verdict } from "#contract/verdict.ts";

export function sampleVerdict(parts: Partial<Verdict> = {}): Verdict {
  return {
    origin: "practice",
    lab: "07-metrics/fish-matrix",
    labVersion: 1,
    status: "fail",
    checks: [
      {
        status: "fail",
        id: "each-box",
        weight: 1,
        message: { key: "std.equal", params: { what: "a", expected: 1, got: 2 } },
      },
    ],
    score: 0,
    seed: 1,
    durationMs: 12,
    ...parts,
  };
}
