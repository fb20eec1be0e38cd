import type { ParallelState } from "../../definition/machine.ts";
import type { Json } from "../../json.ts";
import { childFacts } from "../child-facts.ts";
import { record } from "../history-event.ts";
import { moveTo, openScope } from "../run.ts";
import { effectiveInput, filledArguments, isQuery, type Stay } from "../state-data.ts";

/** Starts all its branches on the same input. */
export async function runParallel(stay: Stay<ParallelState>): Promise<void> {
  const { run, scope, visit, state } = stay;
  const input = await filledArguments(stay, {
    input: effectiveInput(stay),
    template: isQuery(stay) ? state.Arguments : state.Parameters,
    location: isQuery(stay) ? "Arguments" : "Parameters",
  });
  const lastEvent = record(run, scope, { type: "ParallelStateStarted" });
  const running = state.Branches.map((branch, index) => {
    const child = openScope(run, {
      ...childFacts({ run, parent: scope.id, index, place: ["Branches", index], state: visit.state }),
      lastEvent,
      item: null,
      phase: { kind: "enter", state: branch.StartAt, input },
    });
    return child.id;
  });
  const results: readonly Json[] = state.Branches.map(() => null);
  moveTo({
    run,
    scope,
    phase: { kind: "children", visit, children: { kind: "parallel", results, running, plan: null } },
  });
}
