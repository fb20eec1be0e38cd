import type { ErrorFields } from "../definition/machine.ts";
import type { JsonObject } from "../json.ts";
import { PathError } from "../path/cursor.ts";
import { StateFailure } from "../state-failure.ts";
import { fillQueryTemplate } from "../template/fill-query-template.ts";
import { abortChildren } from "./abort-children.ts";
import { chooseCatcher, chooseRetry } from "./choose-retrier.ts";
import { assignedByPath, assignedByQuery, failScope, failureDetails, leaveState, putResult } from "./finish-state.ts";
import { record } from "./history-event.ts";
import { type Failure, getScope, moveTo } from "./run.ts";
import { isQuery, queryScope, type Stay } from "./state-data.ts";

/** What went wrong inside the interpreter, in the words that executions tell: they name the state and its entered event. */
export function toFailure({ stay, problem }: { readonly stay: Stay; readonly problem: unknown }): Failure {
  const isTooDeep = problem instanceof RangeError; // data that nests so deep that it exhausts the call stack
  if (!(problem instanceof StateFailure) && !(problem instanceof PathError) && !isTooDeep) throw problem;
  const { visit } = stay;
  const cause = `An error occurred while executing the state '${visit.state}' (entered at the event id #${visit.enteredEvent}). ${problem.message}`;
  return { error: problem instanceof StateFailure ? problem.error : "States.Runtime", cause };
}

/** A state threw: told as an event if a query did, then retried, caught or handed outwards. */
export async function failByProblem(stay: Stay, problem: unknown): Promise<void> {
  const failure = toFailure({ stay, problem });
  const location = problem instanceof StateFailure ? problem.location : undefined;
  if (location !== undefined) {
    record(stay.run, stay.scope, {
      type: "EvaluationFailed",
      evaluationFailedEventDetails: { ...failureDetails(failure), state: stay.visit.state, location },
    });
  }
  await failState(stay, failure);
}

/** An error in a state: Retry comes first, then Catch, then whoever is outside. `byChild`: a branch or iteration failed with it. */
export async function failState(stay: Stay, failure: Failure, { byChild = false } = {}): Promise<void> {
  const { run, scope, visit, state } = stay;
  abortChildren(run, getScope(run, scope.id));
  const { Retry = [], Catch = [] }: ErrorFields = "Catch" in state || "Retry" in state ? state : {};
  const retry = chooseRetry({ retriers: Retry, error: failure.error, used: visit.retries, rng: run.chance.rng });
  if (retry !== undefined) {
    const retries = Retry.map((_, at) => (visit.retries[at] ?? 0) + (at === retry.at ? 1 : 0));
    moveTo({ run, scope, phase: { kind: "retry", visit: { ...visit, retries }, until: run.now + retry.delayMs } });
    return;
  }
  const isGroup = state.Type === "Map" || state.Type === "Parallel";
  if (isGroup && (byChild || failure.error !== "States.Runtime")) {
    record(run, scope, { type: `${state.Type}StateFailed` });
  }
  const caught = chooseCatcher({ catchers: Catch, error: failure.error });
  if (caught === undefined) return failScope({ run, scope, failure });
  try {
    await leaveThroughCatch({ stay, failure, ...caught });
  } catch (problem) {
    failScope({ run, scope, failure: toFailure({ stay, problem }) });
  }
}

async function leaveThroughCatch({
  stay,
  failure,
  at,
  catcher,
}: { readonly stay: Stay; readonly failure: Failure } & NonNullable<ReturnType<typeof chooseCatcher>>): Promise<void> {
  const errorOutput: JsonObject = {
    ...(failure.error === null ? {} : { Error: failure.error }),
    ...(failure.cause === null ? {} : { Cause: failure.cause }),
  };
  const next = catcher.Next;
  if (isQuery(stay)) {
    const scope = queryScope(stay, { errorOutput });
    const assigned = await assignedByQuery({ template: catcher.Assign, location: `Catch[${at}]/Assign`, scope });
    const output =
      catcher.Output === undefined
        ? errorOutput
        : await fillQueryTemplate({ template: catcher.Output, location: `Catch[${at}]/Output`, scope });
    return leaveState(stay, { output, assigned, next });
  }
  const assigned = assignedByPath({ stay, template: catcher.Assign, input: errorOutput });
  const output = putResult({ input: stay.visit.input, result: errorOutput, resultPath: catcher.ResultPath });
  leaveState(stay, { output, assigned, next });
}
