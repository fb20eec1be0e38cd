import { labManifest } from "#contract/lab.ts";
import type { Check } from "#lab/check.ts";
import { expectArray, expectClose, expectEqual, expectRecord } from "#lab/expect.ts";
import type { RunnableLab } from "#lab/run-lab.ts";
import type { RunCase } from "./run-case.ts";

const checks: readonly Check[] = [
  { id: "adds", run: async ({ learner }) => expectClose("add(2, 3)", await learner.call("add", 2, 3), 5) },
  {
    id: "squares",
    run: async ({ learner }) => expectArray("squares(…)", await learner.call("squares", [1, 2, 3]), [1, 4, 9]),
  },
  { id: "counts", run: async ({ learner }) => expectRecord("counts()", await learner.call("counts"), { a: 1, b: 2 }) },
  { id: "limit", run: async ({ learner }) => expectEqual("limit", await learner.value("limit"), 10) },
];

/** The lab against which all cases run, on every host. */
export function caseLab({
  timeLimitMs = 20_000,
  memoryMiB = 64,
}: Pick<RunCase, "timeLimitMs" | "memoryMiB">): RunnableLab {
  const manifest = labManifest.parse({
    version: 1,
    kind: "write",
    minutes: 2,
    order: 0,
    doors: ["data", "metrics", "show"],
    data: [{ file: "numbers.csv", origin: "written for this test", licence: "CC0" }],
    exports: ["add", "squares", "counts", "limit"],
    timeLimitMs,
    memoryMiB,
  });
  const values = Float64Array.of(1, 2, 3);
  const numbers = { rowCount: 3, names: ["x"], columns: { x: { type: "number", values, missing: 0 } } } as const;
  return { id: "00-cases/case-lab", manifest, checks, tables: { "numbers.csv": numbers }, fingerprints: {} };
}
