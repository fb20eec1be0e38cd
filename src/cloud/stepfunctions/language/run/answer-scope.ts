import type { MapState, TaskState, WaitState } from "../definition/machine.ts";
import type { Phase, Scope } from "./execution.ts";
import { failByProblem, failState } from "./fail-state.ts";
import { closeMapRun, leaveMap } from "./finish-map.ts";
import { failureDetails } from "./finish-state.ts";
import type { Happening } from "./happening.ts";
import { record } from "./history-event.ts";
import { setMapRun } from "./map-run.ts";
import { moveTo, type Run } from "./run.ts";
import { effectiveInput, type Stay, stateOf } from "./state-data.ts";
import { answerTask, timeOutTask } from "./states/answer-task.ts";
import { startWithItems } from "./states/run-map.ts";
import { leaveWait } from "./states/run-wait.ts";

/** Goes on with a scope that waited: its time has come, or the world answered. */
export async function answerScope(run: Run, scope: Scope, happening: Happening): Promise<void> {
  const { phase } = scope;
  if (!("visit" in phase)) return;
  const stay: Stay = { run, scope, visit: phase.visit, state: stateOf(run, scope, phase.visit.state) };
  try {
    await answer(stay, phase, happening);
  } catch (problem) {
    await failByProblem(stay, problem);
  }
}

/** A phase says what its state is: only a Wait waits, only a Task has a task, only a Map reads items. */
async function answer(stay: Stay, phase: Phase, happening: Happening): Promise<void> {
  const { run, scope } = stay;
  switch (phase.kind) {
    case "wait":
      return leaveWait(stay as Stay<WaitState>); // see above
    case "retry":
      moveTo({ run, scope, phase: { kind: "run", visit: phase.visit } });
      return;
    case "task": {
      const task = { ...(stay as Stay<TaskState>), scope: { ...scope, phase } }; // see above
      return happening.kind === "time" ? timeOutTask(task) : answerTask(task, happening);
    }
    case "read-items":
      return takeItems(stay as Stay<MapState>, phase, happening); // see above
    case "write-results":
      return takeWritten(stay as Stay<MapState>, phase, happening); // see above
    default:
  }
}

async function takeItems(
  stay: Stay<MapState>,
  phase: Phase & { readonly kind: "read-items" },
  happening: Happening,
): Promise<void> {
  if (happening.kind === "items-read") {
    const plan = { ...phase.plan, items: happening.items, keys: null };
    return startWithItems(stay, { plan, input: effectiveInput(stay) });
  }
  if (happening.kind !== "items-failed") return;
  await failMapRun(stay, { mapRunArn: phase.plan.mapRunArn, error: "States.ItemReaderFailed", cause: happening.cause });
}

async function takeWritten(
  stay: Stay<MapState>,
  phase: Phase & { readonly kind: "write-results" },
  happening: Happening,
): Promise<void> {
  const { mapRunArn } = phase;
  if (happening.kind === "results-written") {
    closeMapRun(stay, mapRunArn);
    const { bucket, key } = happening;
    return leaveMap(stay, { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: key } });
  }
  if (happening.kind !== "results-failed") return;
  await failMapRun(stay, { mapRunArn, error: "States.ResultWriterFailed", cause: happening.cause });
}

async function failMapRun(
  stay: Stay<MapState>,
  { mapRunArn, ...failure }: { readonly mapRunArn: string | null; readonly error: string; readonly cause: string },
): Promise<void> {
  const { run, scope } = stay;
  if (mapRunArn !== null) {
    setMapRun(run, mapRunArn, { status: "FAILED", stoppedAt: run.now });
    record(run, scope, { type: "MapRunFailed", mapRunFailedEventDetails: failureDetails(failure) });
  }
  await failState(stay, failure);
}
