import { EngineError } from "#engine/core/errors.ts";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** An experiment and a ranking: who was treated at random, what came of it, and whom a model would treat first. */
export type UpliftRows = {
  /** What is to be raised: 0 or 1 (bought, stayed) or an amount, length n. */
  readonly outcomes: ArrayLike<number>;
  /** 1 for treated, 0 for control, length n. */
  readonly treated: ArrayLike<number>;
  /** The predicted uplift or any score that ranks like it, length n. */
  readonly scores: ArrayLike<number>;
};

/** The rows, checked: both groups are there. */
export type ParsedUpliftRows = {
  readonly rowCount: number;
  readonly outcomes: Float64Array;
  readonly treated: Uint8Array;
  readonly scores: Float64Array;
};

export function parseUpliftRows(functionName: string, rows: UpliftRows): ParsedUpliftRows {
  const { outcomes, treated, scores } = requireOptions(functionName, rows, ["outcomes", "treated", "scores"]);
  const rowCount = requireSameLength(functionName, { outcomes, treated, scores });
  const parsed = {
    rowCount,
    outcomes: parseNumbers({ functionName, name: "outcomes", values: outcomes }),
    treated: parseBinaryLabels({ functionName, labels: treated }),
    scores: parseNumbers({ functionName, name: "scores", values: scores }),
  };
  let treatedCount = 0;
  for (const flag of parsed.treated) treatedCount += flag;
  if (treatedCount > 0 && treatedCount < rowCount) return parsed;
  throw new EngineError(
    "single-class",
    `${functionName} requires treated and untreated rows, got ${treatedCount} and ${rowCount - treatedCount}`,
    { function: functionName, positives: treatedCount, negatives: rowCount - treatedCount },
  );
}
