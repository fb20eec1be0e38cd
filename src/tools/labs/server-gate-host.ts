import type { Verdict } from "#contract/verdict.ts";
import { openCheckPool } from "#server/grading/check-pool.ts";
import type { Recorded } from "#server/grading/checker/checker-messages.ts";
import { gradingFiles } from "#server/grading/grading-files.ts";
import { buildGrading } from "../grading/build-grading.ts";
import type { GateHost } from "./gate-host.ts";

const lanes = 2;
const usualSeed = 1;

/**
 * Runs labs where submissions are graded. A submission has its visible checks with the seed of the page and its hidden ones with the
 * attempt's, both in one go, so what the gate asks for one after the other is graded once.
 */
export async function serverGateHost(): Promise<GateHost> {
  const pool = openCheckPool({ files: gradingFiles(await buildGrading()), threads: lanes });
  const known = new Map<string, Promise<Recorded>>();
  const grade = (id: string, source: string, seed: number): Promise<Recorded> => {
    const key = `${id}\n${seed}\n${source}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const next = pool.grade({ labId: id, source, seed, record: true }).then(({ outcome, recorded }) => {
      if (recorded === undefined) throw new Error(outcome.state === "failed" ? outcome.why : "nothing recorded");
      return recorded;
    });
    known.set(key, next);
    return next;
  };
  return {
    name: "server",
    lanes,
    run: async ({ id, checks, source, seed = usualSeed }) => {
      const { visible, hidden } = await grade(id, source, seed);
      if (visible === undefined) throw new Error(`labs/${id}: the grader gave no verdict`);
      return checks === "visible" ? visible : (hidden ?? cutShort(visible));
    },
    close: () => pool.close(),
  };
}

/** Hidden checks are not run once the visible run was cut short. */
function cutShort(visible: Verdict): Verdict {
  return { ...visible, checks: [], status: "error", score: 0 };
}
