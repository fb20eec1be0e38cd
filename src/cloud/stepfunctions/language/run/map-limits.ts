import type { MapState } from "../definition/machine.ts";
import type { Json } from "../json.ts";
import { fieldFailure, numberField } from "./number-field.ts";
import type { Stay } from "./state-data.ts";

/** A Map inside its execution runs 40 iterations at once at most, a distributed one 10,000 children. */
const mostAtOnce = { inline: 40, distributed: 10_000 };

export async function concurrencyOf(
  stay: Stay<MapState>,
  { input, distributed }: { readonly input: Json; readonly distributed: boolean },
): Promise<number> {
  const { state } = stay;
  const field = "MaxConcurrency";
  const wanted = await numberField(stay, {
    field,
    value: state.MaxConcurrency,
    path: state.MaxConcurrencyPath,
    input,
    kind: "integer",
  });
  if (wanted !== null && wanted < 0) throw fieldFailure(stay, { field, cause: `${field} cannot be negative.` });
  const most = distributed ? mostAtOnce.distributed : mostAtOnce.inline;
  return wanted === null || wanted === 0 ? most : Math.min(wanted, most);
}

export type Tolerance = { readonly count: number | null; readonly percentage: number | null };

export async function toleranceOf(stay: Stay<MapState>, input: Json): Promise<Tolerance> {
  const { state } = stay;
  const count = await numberField(stay, {
    field: "ToleratedFailureCount",
    value: state.ToleratedFailureCount,
    path: state.ToleratedFailureCountPath,
    input,
    kind: "integer",
  });
  if (count !== null && count < 0) {
    throw fieldFailure(stay, { field: "ToleratedFailureCount", cause: "ToleratedFailureCount cannot be negative." });
  }
  const percentage = await numberField(stay, {
    field: "ToleratedFailurePercentage",
    value: state.ToleratedFailurePercentage,
    path: state.ToleratedFailurePercentagePath,
    input,
    kind: "float",
  });
  if (percentage !== null && (percentage < 0 || percentage > 100)) {
    throw fieldFailure(stay, {
      field: "ToleratedFailurePercentage",
      cause: "ToleratedFailurePercentage must be between 0 and 100.",
    });
  }
  return { count, percentage };
}

/** Whether more children failed than a distributed Map bears; with no limit given it bears none. */
export function exceedsTolerance({
  failed,
  total,
  tolerance: { count, percentage },
}: {
  readonly failed: number;
  readonly total: number;
  readonly tolerance: Tolerance;
}): boolean {
  if (count === null && percentage === null) return failed > 0;
  return (
    (count !== null && failed > count) || (percentage !== null && total > 0 && (100 * failed) / total > percentage)
  );
}
