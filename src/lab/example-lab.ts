import { doorNames } from "#contract/doors.ts";
import type { LabId } from "#contract/lab.ts";
import { pass } from "./expect.ts";
import type { RunnableLab } from "./run-lab.ts";

/** Not a lab of the course: code of the reference that is run to see what it prints. All doors, no data; it passes when it has come to its end. */
export const exampleLabId = "00-reference/example" as LabId; // fits the pattern of lab ids

export const exampleLab: RunnableLab = {
  id: exampleLabId,
  manifest: {
    version: 1,
    kind: "explore",
    minutes: 2,
    order: 0,
    doors: [...doorNames],
    data: [],
    exports: [],
    timeLimitMs: 10_000,
    memoryMiB: 512,
    solutionAfterRuns: 0,
    assignment: false,
  },
  checks: [{ id: "ran", run: () => pass() }],
  tables: {},
  fingerprints: {},
};
