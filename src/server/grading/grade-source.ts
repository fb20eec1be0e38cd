import { createHash } from "node:crypto";
import { isConfirmed } from "#contract/api/submissions.ts";
import type { LabId } from "#contract/lab.ts";
import type { CheckResult, Verdict } from "#contract/verdict.ts";
import type { Check, HiddenCheck } from "#lab/check.ts";
import type { RunEvent } from "#lab/run-event.ts";
import { type RunnableLab, runLab, visibleSeed } from "#lab/run-lab.ts";
import { fairTimer } from "./fair-timer.ts";
import { imageKey } from "./grading-files.ts";
import type { LearnerPool } from "./learner-pool.ts";
import type { LearnerProcess } from "./learner-process.ts";

/** A lab as the grader runs it. */
export type GradableLab = {
  readonly lab: RunnableLab;
  readonly hidden: readonly HiddenCheck[];
  readonly hashes: { readonly labHash: string; readonly checksHash: string; readonly engineHash: string };
};

export type HiddenResult = {
  readonly category: HiddenCheck["category"];
  readonly status: "pass" | "fail" | "error";
  readonly weight: number;
};

export type Graded = {
  readonly state: "graded";
  readonly labId: LabId;
  readonly labVersion: number;
  readonly seed: number;
  readonly status: "pass" | "fail" | "error";
  /** Weights passed over all weights, visible and hidden; the visible ones only when a hidden one confirms them. */
  readonly score: number;
  readonly checks: readonly CheckResult[];
  readonly hidden: readonly HiddenResult[];
  readonly stopped?: Verdict["stopped"];
  readonly durationMs: number;
  readonly hashes: GradableLab["hashes"] & { readonly sourceHash: string };
};

/** "failed": our own fault; it costs no attempt. */
export type GradeOutcome = Graded | { readonly state: "failed"; readonly why: string };

/** What happened on the way, for the gate and the attacks. */
export type GradeWatcher = {
  readonly onEvent?: (event: RunEvent) => void;
  readonly onVerdict?: (which: "visible" | "hidden", verdict: Verdict) => void;
};

/** One submission in one disposable process: the visible checks, then the hidden ones in a realm of their own with the attempt's seed. */
export async function gradeSource({
  graded: { lab, hidden, hashes },
  source,
  seed,
  pool,
  watcher = {},
}: {
  readonly graded: GradableLab;
  readonly source: string;
  readonly seed: number;
  readonly pool: LearnerPool;
  readonly watcher?: GradeWatcher;
}): Promise<GradeOutcome> {
  const startedAt = performance.now();
  const image = imageKey(lab.manifest.doors);
  let learner = await takeLearner(pool, image);
  if (learner === undefined) return { state: "failed", why: "no process for the learner's code could be started" };
  try {
    const run = async (checks: readonly Check[], from: number): Promise<Verdict> => {
      const request = { lab: { ...lab, checks }, source, seed: from, onEvent: watcher.onEvent };
      if (learner === undefined) throw new Error("no process");
      const verdict = await runInProcess({ ...request, learner });
      if (verdict.stopped?.reason !== "crashed") return verdict;
      // Killed from outside, or by its own code? A second process tells.
      learner.kill();
      learner = await pool.take(image);
      return runInProcess({ ...request, learner });
    };
    const visible = await run(lab.checks, visibleSeed);
    watcher.onVerdict?.("visible", visible);
    const unseen = visible.stopped === undefined && hidden.length > 0 ? await run(hidden, seed) : undefined;
    if (unseen !== undefined) watcher.onVerdict?.("hidden", unseen);
    for (const { stopped } of [visible, ...(unseen === undefined ? [] : [unseen])]) {
      if (stopped?.reason === "internal") return { state: "failed", why: stopped.detail };
    }
    const hiddenResults = hidden.map(({ id, category, weight = 1 }): HiddenResult => {
      const found = unseen?.checks.find((result) => result.id === id);
      return { category, weight, status: found?.status ?? "error" };
    });
    return {
      state: "graded",
      labId: lab.id,
      labVersion: lab.manifest.version,
      seed,
      ...scoreOf(visible.checks, hiddenResults, visible.stopped ?? unseen?.stopped),
      checks: visible.checks,
      hidden: hiddenResults,
      durationMs: performance.now() - startedAt,
      hashes: { ...hashes, sourceHash: createHash("sha256").update(source).digest("hex") },
    };
  } catch (error) {
    return { state: "failed", why: error instanceof Error ? error.message : String(error) };
  } finally {
    learner?.kill();
  }
}

async function takeLearner(pool: LearnerPool, image: string): Promise<LearnerProcess | undefined> {
  try {
    return await pool.take(image);
  } catch {
    return pool.take(image).catch(() => undefined);
  }
}

export function runInProcess({
  lab,
  source,
  seed,
  learner,
  onEvent = () => {},
}: {
  readonly lab: RunnableLab;
  readonly source: string;
  readonly seed: number;
  readonly learner: LearnerProcess;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}): Promise<Verdict> {
  const { doors, memoryMiB, timeLimitMs } = lab.manifest;
  const port = learner.openRealm({ image: imageKey(doors), memoryMiB, timeoutMs: 5 * timeLimitMs + 2_000 });
  return runLab({ lab, source, port, seed, timer: fairTimer(learner.cpuMs), origin: "verified", onEvent }).done;
}

/** A check without a result counts as failed; a visible run that was cut short, or that no hidden check confirms, scores nothing. */
function scoreOf(
  checks: readonly CheckResult[],
  hidden: readonly HiddenResult[],
  stopped: Verdict["stopped"],
): Pick<Graded, "status" | "score" | "stopped"> {
  const all = [...checks, ...hidden];
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const counting = isConfirmed(hidden) ? all : hidden;
  const passed = counting.reduce((sum, { status, weight }) => sum + (status === "pass" ? weight : 0), 0);
  const isVisibleCut = stopped !== undefined && checks.some(({ status }) => status === "error");
  const isError = stopped !== undefined || all.some(({ status }) => status === "error");
  const isPass = !isError && all.length > 0 && all.every(({ status }) => status === "pass");
  return {
    status: isError ? "error" : isPass ? "pass" : "fail",
    score: total > 0 && !isVisibleCut ? Math.min(1, passed / total) : 0,
    ...(stopped === undefined ? {} : { stopped }),
  };
}
