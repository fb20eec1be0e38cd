import type { LabId, LabManifest } from "#contract/lab.ts";
import type { CheckResult, Message, Verdict } from "#contract/verdict.ts";
import type { Table } from "#engine/data/table.ts";
import type { Check } from "./check.ts";
import type { Fingerprints } from "./fingerprint.ts";
import type { RealmPort, Timer } from "./realm-port.ts";
import { runCheck } from "./run-check.ts";
import type { RunEvent } from "./run-event.ts";
import { openSession } from "./session.ts";

/** A lab as the runtime needs it. */
export type RunnableLab = {
  readonly id: LabId;
  readonly manifest: LabManifest;
  readonly checks: readonly Check[];
  readonly tables: Readonly<Record<string, Table>>;
  readonly fingerprints: Fingerprints;
};

/** The seed of the visible checks: the same in every browser and when the site is built. */
export const visibleSeed = 20_261;

export type LabRun = { readonly done: Promise<Verdict>; readonly stop: () => void };

type Stopped = NonNullable<Verdict["stopped"]>;

/**
 * One run: load the learner's module in its realm, ask the checks in order, give a verdict. The verdict begins as failed and becomes a
 * pass only when every check has passed in time. The host ends the realm afterwards in any case.
 */
export function runLab({
  lab,
  source,
  port,
  timer,
  seed = visibleSeed,
  origin = "practice",
  onEvent,
  onDigest,
}: {
  readonly lab: RunnableLab;
  readonly source: string;
  readonly port: RealmPort;
  readonly timer: Timer;
  readonly seed?: number;
  readonly origin?: Verdict["origin"];
  readonly onEvent: (event: RunEvent) => void;
  /** The digest of what each check observed: how the fingerprints of mistakes are made. */
  readonly onDigest?: (checkId: string, digest: string) => void;
}): LabRun {
  const { manifest } = lab;
  const startedAt = timer.now();
  const results: CheckResult[] = [];
  let stopped: Stopped | undefined;
  let announceEnd: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    announceEnd = resolve;
  });
  const end = (why: Stopped): void => {
    if (stopped !== undefined) return;
    stopped = why;
    session.close();
    announceEnd();
  };
  const memoryLimit = { reason: "memory-limit", limitMiB: manifest.memoryMiB } as const;
  const session = openSession({
    port,
    onOutput: onEvent,
    onEnd: (why) => end(why === "crashed" ? { reason: "crashed" } : memoryLimit),
  });
  const cancelTimer = timer.after(manifest.timeLimitMs, () =>
    end({ reason: "time-limit", limitMs: manifest.timeLimitMs }),
  );

  const work = async (): Promise<void> => {
    onEvent({ kind: "phase", phase: "loading" });
    const loaded = await session.load({
      source,
      doors: [...manifest.doors],
      data: lab.tables,
      memoryMiB: manifest.memoryMiB,
    });
    if (loaded.status === "load-failed") {
      const { error } = loaded;
      return end(error.code === "memory-limit" ? { ...memoryLimit, error } : { reason: "learner-error", error });
    }
    onEvent({ kind: "phase", phase: "checking" });
    for (const check of lab.checks) {
      const { result, digest, internal } = await runCheck({ check, session, lab, seed });
      if (stopped !== undefined) return;
      onDigest?.(check.id, digest);
      if (result.status === "error" && result.error?.code === "memory-limit")
        return end({ ...memoryLimit, error: result.error });
      results.push(result);
      onEvent({ kind: "check", result });
      if (internal !== undefined) return end({ reason: "internal", detail: internal });
    }
  };

  const done = (async (): Promise<Verdict> => {
    try {
      await Promise.race([work(), ended]);
    } catch (error) {
      end({ reason: "internal", detail: String(error) });
    }
    cancelTimer();
    session.close();
    return verdictOf({ lab, results, stopped, seed, origin, durationMs: timer.now() - startedAt });
  })();
  return { done, stop: () => end({ reason: "stopped" }) };
}

function verdictOf({
  lab,
  results,
  stopped,
  seed,
  origin,
  durationMs,
}: {
  readonly lab: RunnableLab;
  readonly results: readonly CheckResult[];
  readonly stopped: Stopped | undefined;
  readonly seed: number;
  readonly origin: Verdict["origin"];
  readonly durationMs: number;
}): Verdict {
  const noChecks: Stopped | undefined =
    lab.checks.length === 0 ? { reason: "internal", detail: `${lab.id} has no checks` } : undefined;
  const why = stopped ?? noChecks;
  const checks = lab.checks.map(
    ({ id, weight = 1 }, i): CheckResult => results[i] ?? { status: "error", id, weight, message: messageOf(why) },
  );
  const total = checks.reduce((sum, { weight }) => sum + weight, 0);
  const passed = checks.reduce((sum, { status, weight }) => sum + (status === "pass" ? weight : 0), 0);
  const allPassed = checks.length > 0 && checks.every(({ status }) => status === "pass");
  const isError = why !== undefined || checks.some(({ status }) => status === "error");
  return {
    origin,
    lab: lab.id,
    labVersion: lab.manifest.version,
    status: isError ? "error" : allPassed ? "pass" : "fail",
    ...(why === undefined ? {} : { stopped: why }),
    checks,
    score: why === undefined && total > 0 ? Math.min(1, passed / total) : 0,
    seed,
    durationMs: Math.max(0, durationMs),
  };
}

function messageOf(why: Stopped | undefined): Message {
  if (why === undefined) return { key: "std.not-run", params: {} };
  if (why.reason === "time-limit") return { key: "std.time-limit", params: { seconds: why.limitMs / 1_000 } };
  if (why.reason === "memory-limit") return { key: "std.memory-limit", params: { limit: why.limitMiB } };
  if (why.reason === "learner-error") return { key: "std.not-loaded", params: {} };
  return { key: `std.${why.reason}`, params: {} };
}
