import type { Rng } from "#engine/core/random.ts";
import { answerScope } from "./answer-scope.ts";
import type { Execution, Scope } from "./execution.ts";
import { failLog } from "./finish-state.ts";
import type { Happening, Want } from "./happening.ts";
import { HistoryFull, type LoggedEvent } from "./history-event.ts";
import { closeRun, openRun, type Run } from "./run.ts";
import { stepScope } from "./step-scope.ts";
import { stopRun } from "./stop-run.ts";
import { takeReport } from "./take-report.ts";
import { dueTime, wantsOf } from "./wants-of.ts";

export type Advanced = {
  readonly execution: Execution;
  readonly events: readonly LoggedEvent[];
  /** All that the execution asks of the world now, old and new. */
  readonly wants: readonly Want[];
  /** Whether the happening was taken: an answer to a task that is no longer open is not. */
  readonly taken: boolean;
};

/**
 * Tells an execution what happened and runs it until it needs the world again.
 * What fell due before is done first, each thing at its own time, so the history does not depend on how often it is asked.
 */
export async function advance({
  execution,
  happening,
  now,
  rng,
}: {
  readonly execution: Execution;
  readonly happening: Happening;
  readonly now: number;
  readonly rng: Rng;
}): Promise<Advanced> {
  const run = openRun({ execution, rng });
  await runReady(run);
  await passTime({ run, now });
  const taken = run.outcome.status === "RUNNING" && (await take({ run, happening }));
  await runReady(run);
  return result(run, taken);
}

/** Runs what is ready, with no happening. */
export async function goOn({
  execution,
  rng,
}: {
  readonly execution: Execution;
  readonly rng: Rng;
}): Promise<Advanced> {
  const run = openRun({ execution, rng });
  await runReady(run);
  return result(run, true);
}

function result(run: Run, taken: boolean): Advanced {
  const execution = closeRun(run);
  return { execution, events: run.events, wants: wantsOf(execution), taken };
}

async function passTime({ run, now }: { readonly run: Run; readonly now: number }): Promise<void> {
  for (;;) {
    const due = nextDue(run);
    if (run.outcome.status !== "RUNNING" || due === undefined || due.at > now) break;
    run.now = Math.max(run.now, due.at);
    const { scope } = due;
    if (scope === undefined) stopRun(run, { status: "TIMED_OUT", error: "States.Timeout", cause: null });
    else await guarded(run, () => answerScope(run, scope, { kind: "time" }));
    await runReady(run);
  }
  run.now = Math.max(run.now, now);
}

type Due = { readonly at: number; readonly scope: Scope | undefined };

/** The earliest thing that happens by itself; the machine's own time counts last among equals. */
function nextDue(run: Run): Due | undefined {
  const { timeoutAt } = run.before;
  let first: Due | undefined;
  for (const scope of run.scopes.values()) {
    const at = dueTime(scope);
    if (at !== null && (first === undefined || at < first.at)) first = { at, scope };
  }
  if (timeoutAt !== null && (first === undefined || timeoutAt < first.at)) return { at: timeoutAt, scope: undefined };
  return first;
}

async function take({ run, happening }: { readonly run: Run; readonly happening: Happening }): Promise<boolean> {
  if (happening.kind === "time") return true;
  if (happening.kind === "stop") {
    stopRun(run, { status: "ABORTED", error: happening.error ?? null, cause: happening.cause ?? null });
    return true;
  }
  for (const scope of run.scopes.values()) {
    const { phase } = scope;
    const id = phase.kind === "task" ? phase.task.id : "id" in phase ? phase.id : undefined;
    if (id === happening.id) {
      await guarded(run, () => answerScope(run, scope, happening));
      return true;
    }
  }
  return false;
}

/** Everything that is ready takes its turn; what a branch came to is taken up before the next turn. */
async function runReady(run: Run): Promise<void> {
  for (;;) {
    const report = run.reports.shift();
    if (report !== undefined) {
      await guarded(run, () => takeReport(run, report));
      continue;
    }
    const id = run.outcome.status === "RUNNING" ? run.ready.shift() : undefined;
    if (id === undefined) break;
    const scope = run.scopes.get(id);
    if (scope !== undefined) await guarded(run, () => stepScope(run, scope));
  }
  if (run.outcome.status !== "RUNNING") run.ready = [];
}

async function guarded(run: Run, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof HistoryFull)) throw problem;
    const failure = {
      error: "States.Runtime",
      cause: "The execution reached the maximum number of history events (25000).",
    };
    const root = [...run.scopes.values()].find(({ parent }) => parent === null);
    if (root !== undefined) failLog({ run, scope: root, failure });
    run.scopes.clear();
    run.reports.length = 0;
    run.outcome = { status: "FAILED", ...failure, stoppedAt: run.now };
  }
}
