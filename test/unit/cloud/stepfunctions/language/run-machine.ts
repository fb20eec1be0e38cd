import { parseDefinition } from "#cloud/stepfunctions/language/definition/parse-definition.ts";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { type Advanced, advance } from "#cloud/stepfunctions/language/run/advance.ts";
import type { Execution } from "#cloud/stepfunctions/language/run/execution.ts";
import type { Happening, Want } from "#cloud/stepfunctions/language/run/happening.ts";
import type { LoggedEvent } from "#cloud/stepfunctions/language/run/history-event.ts";
import { startExecution } from "#cloud/stepfunctions/language/run/start-execution.ts";
import { createRng } from "#engine/core/random.ts";

export const identity = {
  executionArn: "arn:aws:states:us-east-1:123456789012:execution:machine:run",
  name: "run",
  roleArn: "arn:aws:iam::123456789012:role/states",
  stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:machine",
  stateMachineName: "machine",
};

export const startMs = Date.UTC(2025, 0, 1);

export type Ran = {
  readonly execution: Execution;
  readonly events: readonly LoggedEvent[];
  readonly wants: readonly Want[];
};

/** Runs a machine to its end, or until it wants what `answer` has no answer to. A waiting machine is given time. */
export async function runMachine({
  definition,
  input = {},
  answer = () => undefined,
  between = (execution) => execution,
  seed = 1,
  timePasses = true,
}: {
  readonly definition: Json;
  readonly input?: Json;
  readonly answer?: (want: Want, now: number) => Happening | undefined;
  /** What happens to an execution between two happenings. */
  readonly between?: (execution: Execution) => Execution;
  readonly seed?: number;
  readonly timePasses?: boolean;
}): Promise<Ran> {
  const parsed = parseDefinition(JSON.stringify(definition));
  if (parsed.status === "invalid") throw new Error(JSON.stringify(parsed.diagnostics));
  const rng = createRng(seed);
  let state: Advanced = await startExecution({ machine: parsed.machine, identity, input, now: startMs, rng });
  const events = [...state.events];
  for (let turn = 0; turn < 2000 && state.execution.outcome.status === "RUNNING"; turn++) {
    const next = nextHappening({ state, answer, timePasses });
    if (next === undefined) break;
    state = await advance({ execution: between(state.execution), ...next, rng });
    events.push(...state.events);
  }
  return { execution: state.execution, events, wants: state.wants };
}

function nextHappening({
  state,
  answer,
  timePasses,
}: {
  readonly state: Advanced;
  readonly timePasses: boolean;
  readonly answer: (want: Want, now: number) => Happening | undefined;
}): { readonly happening: Happening; readonly now: number } | undefined {
  const { now } = state.execution;
  for (const want of state.wants) {
    const happening = want.kind === "time" ? undefined : answer(want, now);
    if (happening !== undefined) return { happening, now };
  }
  const time = state.wants.find((want) => want.kind === "time");
  return time === undefined || !timePasses ? undefined : { happening: { kind: "time" }, now: time.at };
}

export function typesOf(events: readonly LoggedEvent[], executionArn = identity.executionArn): readonly string[] {
  return events.filter((each) => each.executionArn === executionArn).map(({ event }) => String(event.type));
}

export function machineOf(state: Json, more: { readonly [field: string]: Json } = {}): Json {
  return { StartAt: "It", States: { It: state }, ...more };
}

/** What a single state makes of an input. */
export async function outcomeOf(
  state: Json,
  input: Json = {},
  more: { readonly [field: string]: Json } = {},
): Promise<Json> {
  const { execution } = await runMachine({ definition: machineOf(state, more), input });
  const { outcome } = execution;
  if (outcome.status === "SUCCEEDED") return outcome.output;
  if (outcome.status === "RUNNING") return "still running";
  return { error: outcome.error, cause: outcome.cause };
}
