import type { Scope } from "./execution.ts";
import { getScope, type Run } from "./run.ts";

/** What a branch or iteration has from the scope that it runs in. */
export function childFacts({
  run,
  parent,
  index,
  place,
  state,
}: {
  readonly run: Run;
  readonly parent: string;
  readonly index: number;
  /** Where the state keeps the block, such as `["Branches", 0]`. */
  readonly place: readonly (string | number)[];
  readonly state: string;
}): Omit<Scope, "id" | "lastEvent" | "item" | "phase"> {
  const { block, log, identity, executionInput, startedAt } = getScope(run, parent);
  return {
    parent,
    index,
    block: [...block, "States", state, ...place],
    log,
    identity,
    executionInput,
    startedAt,
    variables: {},
  };
}
