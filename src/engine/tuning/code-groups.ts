import { EngineError } from "#engine/core/errors.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { compareLabels, type Label } from "#engine/metrics/label-codes.ts";

/** A column of names as small numbers: row i belongs to `names[codes[i]]`. */
export type GroupCodes = { readonly names: readonly Label[]; readonly codes: Int32Array; readonly sizes: Int32Array };

/**
 * Replaces labels or group names by numbers, in sorted order or in order of appearance. Any number of groups. O(n + g log g).
 *
 * @throws {EngineError} "invalid-label" for a name that is no text, number or boolean, or for names of several types,
 *                      "not-finite" for NaN or infinity
 */
export function codeGroups({
  functionName,
  name,
  groups,
  order,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly groups: ArrayLike<Label>;
  readonly order: "sorted" | "appearance";
}): GroupCodes {
  const rowCount = requireSameLength(functionName, { [name]: groups });
  const seen = new Map<Label, number>();
  const codes = new Int32Array(rowCount);
  let kind: string | undefined;
  for (let row = 0; row < rowCount; row++) {
    const value: unknown = groups[row];
    if (!isLabel(value) || typeof value !== (kind ?? typeof value)) {
      const got = value === null ? "null" : typeof value;
      throw new EngineError(
        "invalid-label",
        `${functionName} requires ${name} of one type, text, number or boolean, got ${got} at row ${row}`,
        { function: functionName, argument: name, got, row },
      );
    }
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw new EngineError("not-finite", `${functionName} requires finite ${name}, got ${value} at row ${row}`, {
        function: functionName,
        argument: name,
        got: String(value),
        row,
      });
    }
    kind ??= typeof value;
    let code = seen.get(value);
    if (code === undefined) {
      code = seen.size;
      seen.set(value, code);
    }
    codes[row] = code;
  }
  const names = [...seen.keys()];
  if (order === "sorted") {
    names.sort(compareLabels);
    const rank = new Int32Array(names.length);
    for (const [place, label] of names.entries()) rank[seen.get(label) ?? 0] = place;
    for (let row = 0; row < rowCount; row++) codes[row] = rank[codes[row] ?? 0] ?? 0;
  }
  const sizes = new Int32Array(names.length);
  for (const code of codes) sizes[code] = (sizes[code] ?? 0) + 1;
  return { names, codes, sizes };
}

function isLabel(value: unknown): value is Label {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
