import { EngineError } from "#engine/core/errors.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { requireLabel } from "./fit-categories.ts";

/** Some rows of a column: those with one of the values, or those above a threshold. */
export type Selection = { readonly values: readonly Label[] } | { readonly above: number };

/**
 * Which rows of a column are meant: 1 for those selected, 0 for the others.
 *
 * By value for categories; by threshold for numbers, strictly above it, as Clarify splits a continuous facet.
 *
 * @throws {EngineError} "invalid-label" for missing values, "wrong-type" for a threshold on a column that holds no
 *                      numbers or a selection that is neither, "unknown-label" for values that never occur unless the
 *                      selection may be empty: a misspelled group would be
 */
export function selectRows({
  functionName,
  name,
  column,
  selection,
  mayBeEmpty = false,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly column: ArrayLike<Label>;
  readonly selection: Selection;
  readonly mayBeEmpty?: boolean;
}): Uint8Array {
  const rowCount = requireSameLength(functionName, { [name]: column });
  const selected = new Uint8Array(rowCount);
  if (typeof selection === "object" && selection !== null && "above" in selection) {
    const { above } = selection;
    if (!Number.isFinite(above)) throw refusal({ functionName, need: "a finite threshold", got: String(above) });
    for (let row = 0; row < rowCount; row++) {
      const value = requireLabel({ functionName, value: column[row], row });
      if (typeof value !== "number") {
        throw refusal({ functionName, need: `numbers in ${name} for a threshold`, got: typeof value });
      }
      selected[row] = value > above ? 1 : 0;
    }
    return selected;
  }
  if (typeof selection !== "object" || selection === null || !Array.isArray(selection.values)) {
    throw refusal({ functionName, need: `{ values } or { above } to select in ${name}`, got: typeof selection });
  }
  const wanted: ReadonlySet<Label> = new Set(selection.values);
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (!wanted.has(requireLabel({ functionName, value: column[row], row }))) continue;
    selected[row] = 1;
    count++;
  }
  if (count > 0 || mayBeEmpty) return selected;
  const got = selection.values
    .slice(0, 5)
    .map((value: unknown) => JSON.stringify(value))
    .join(", ");
  throw new EngineError("unknown-label", `${functionName} requires values that occur in ${name}, got ${got}`, {
    function: functionName,
    argument: name,
    got,
  });
}

function refusal({
  functionName,
  need,
  got,
}: {
  readonly functionName: string;
  readonly need: string;
  readonly got: string;
}): EngineError {
  return new EngineError("wrong-type", `${functionName} requires ${need}, got ${got}`, { function: functionName, got });
}
