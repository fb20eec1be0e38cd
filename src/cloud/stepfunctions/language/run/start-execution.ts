import type { Rng } from "#engine/core/random.ts";
import type { StateMachine } from "../definition/machine.ts";
import type { Json } from "../json.ts";
import { type Advanced, goOn } from "./advance.ts";
import type { Execution, ExecutionIdentity } from "./execution.ts";
import { wholeText, write } from "./history-event.ts";
import { closeRun, openRun, openScope } from "./run.ts";

/** Begins an execution of a machine that has been checked, and runs it until it needs the world. */
export async function startExecution({
  machine,
  identity,
  input,
  now,
  rng,
}: {
  readonly machine: StateMachine;
  readonly identity: ExecutionIdentity;
  readonly input: Json;
  readonly now: number;
  readonly rng: Rng;
}): Promise<Advanced> {
  const execution: Execution = {
    machine,
    identity,
    input,
    startedAt: now,
    now,
    outcome: { status: "RUNNING" },
    timeoutAt: machine.TimeoutSeconds === undefined ? null : now + 1000 * machine.TimeoutSeconds,
    scopes: {},
    ready: [],
    nextScope: 0,
    nextTask: 0,
    eventCounts: {},
    mapRuns: {},
  };
  const run = openRun({ execution, rng });
  const log = identity.executionArn;
  const lastEvent = write({
    run,
    log,
    previousEventId: 0,
    event: {
      type: "ExecutionStarted",
      executionStartedEventDetails: {
        input: JSON.stringify(input),
        inputDetails: wholeText,
        roleArn: identity.roleArn,
      },
    },
  });
  openScope(run, {
    parent: null,
    index: 0,
    block: [],
    log,
    identity,
    executionInput: input,
    startedAt: now,
    lastEvent,
    variables: {},
    item: null,
    phase: { kind: "enter", state: machine.StartAt, input },
  });
  const events = run.events;
  const advanced = await goOn({ execution: closeRun(run), rng });
  return { ...advanced, events: [...events, ...advanced.events] };
}
