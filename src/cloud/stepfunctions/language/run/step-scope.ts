import type { Scope } from "./execution.ts";
import { failByProblem } from "./fail-state.ts";
import { record, wholeText } from "./history-event.ts";
import { moveTo, type Run } from "./run.ts";
import { type Stay, stateOf } from "./state-data.ts";
import { runChoice } from "./states/run-choice.ts";
import { runFail, runSucceed } from "./states/run-end.ts";
import { runMap } from "./states/run-map.ts";
import { runParallel } from "./states/run-parallel.ts";
import { runPass } from "./states/run-pass.ts";
import { runTask } from "./states/run-task.ts";
import { runWait } from "./states/run-wait.ts";

/** One turn of a scope: it enters a state, or does what the state says. */
export async function stepScope(run: Run, scope: Scope): Promise<void> {
  const { phase } = scope;
  if (phase.kind === "enter") return enter(run, scope, phase);
  if (phase.kind !== "run") return;
  const stay = { run, scope, visit: phase.visit, state: stateOf(run, scope, phase.visit.state) };
  try {
    await work(stay);
  } catch (problem) {
    await failByProblem(stay, problem);
  }
}

async function enter(run: Run, scope: Scope, phase: Scope["phase"] & { readonly kind: "enter" }): Promise<void> {
  const { state: name, input } = phase;
  const state = stateOf(run, scope, name);
  const enteredEvent = record(run, scope, {
    type: `${state.Type}StateEntered`,
    stateEnteredEventDetails: { name, input: JSON.stringify(input), inputDetails: wholeText },
  });
  const visit = { state: name, input, enteredAt: run.now, enteredEvent, retries: [] };
  moveTo({ run, scope, phase: { kind: "run", visit } });
}

function work(stay: Stay): Promise<void> {
  const { state } = stay;
  switch (state.Type) {
    case "Pass":
      return runPass({ ...stay, state });
    case "Task":
      return runTask({ ...stay, state });
    case "Choice":
      return runChoice({ ...stay, state });
    case "Wait":
      return runWait({ ...stay, state });
    case "Succeed":
      return runSucceed({ ...stay, state });
    case "Fail":
      return runFail({ ...stay, state });
    case "Parallel":
      return runParallel({ ...stay, state });
    case "Map":
      return runMap({ ...stay, state });
  }
}
