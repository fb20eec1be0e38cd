import { log } from "#engine/core/log.ts";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** What a sequential test says after the rows so far. */
export type SequentialTest = {
  /** "base": the base rate it is; "alternative": the other one; "undecided": go on. */
  readonly decision: "base" | "alternative" | "undecided";
  /** How many rows were needed; all of them when undecided. */
  readonly rowsUsed: number;
  /** log(likelihood of the alternative / likelihood of the base) after each row, length n. */
  readonly evidence: Float64Array;
  /** Evidence at which the base is accepted, and at which the alternative is. */
  readonly lower: number;
  readonly upper: number;
};

/**
 * Sequential probability ratio test: watch a rate row by row and stop as soon as the evidence suffices.
 *
 * Each row is worth log(chance under the alternative / chance under the base): a success speaks for the higher rate, a
 * failure for the lower. The sum wanders until it leaves the band between log(b / (1 − a)) and log((1 − b) / a); which side
 * it leaves by is the decision. On average it needs about half the rows of a fixed-size test with the same errors a and b,
 * and no test needs fewer (Wald & Wolfowitz). The error rates hold up to the overshoot of the last row. Cost: O(n).
 *
 * @param outcomes           0 or 1, in order of arrival, length n
 * @param baseRate           the rate if nothing has changed, in (0, 1)
 * @param alternativeRate    the rate that is to be told from it, in (0, 1), another one
 * @param falseAlarmRate     a: chance to decide for the alternative although the base is true; default 0.05
 * @param missRate           b: chance to decide for the base although the alternative is true; default 0.2
 * @returns                  decision, rows used, evidence
 * @throws {EngineError} "empty", "invalid-label", "out-of-range", "wrong-type", "not-finite"
 * @example sequentialTest({ outcomes: [1, 1, 1, 1], baseRate: 0.25, alternativeRate: 0.75 }).decision // => "alternative"
 * @example sequentialTest({ outcomes: [1, 1, 1, 1], baseRate: 0.25, alternativeRate: 0.75 }).rowsUsed // => 3
 * @source  Wald 1945, Sequential tests of statistical hypotheses
 */
export function sequentialTest(options: {
  readonly outcomes: ArrayLike<number>;
  readonly baseRate: number;
  readonly alternativeRate: number;
  readonly falseAlarmRate?: number;
  readonly missRate?: number;
}): SequentialTest {
  const functionName = "sequentialTest";
  const {
    outcomes,
    baseRate,
    alternativeRate,
    falseAlarmRate = 0.05,
    missRate = 0.2,
  } = requireOptions(functionName, options, ["outcomes", "baseRate", "alternativeRate", "falseAlarmRate", "missRate"]);
  const rowCount = requireSameLength(functionName, { outcomes });
  const rows = parseBinaryLabels({ functionName, labels: outcomes });
  const inside = (name: string, value: number, most = 1 - 1e-12): number =>
    requireNumber({ functionName, name, value, least: 1e-12, most });
  inside("baseRate", baseRate);
  inside("alternativeRate", alternativeRate);
  inside("falseAlarmRate", falseAlarmRate);
  // Together below 1, or the band is empty.
  inside("missRate", missRate, 1 - falseAlarmRate - 1e-12);
  requireNumber({
    functionName,
    name: "the difference of the rates",
    value: Math.abs(alternativeRate - baseRate),
    above: 0,
  });
  const lower = log(missRate / (1 - falseAlarmRate));
  const upper = log((1 - missRate) / falseAlarmRate);
  const forSuccess = log(alternativeRate / baseRate);
  const forFailure = log((1 - alternativeRate) / (1 - baseRate));
  const evidence = new Float64Array(rowCount);
  let successes = 0;
  let rowsUsed = rowCount;
  let decision: SequentialTest["decision"] = "undecided";
  for (let row = 0; row < rowCount; row++) {
    successes += rows[row] as number; // row < length
    // From the counts, so that no rounding adds up.
    const sum = successes * forSuccess + (row + 1 - successes) * forFailure;
    evidence[row] = sum;
    if (decision !== "undecided") continue;
    if (sum > lower && sum < upper) continue;
    decision = sum >= upper ? "alternative" : "base";
    rowsUsed = row + 1;
  }
  return { decision, rowsUsed, evidence, lower, upper };
}
