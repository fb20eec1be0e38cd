import { isBetter, type Study } from "./study.ts";

/**
 * Whether completed trials were better at this step by the median rule: the running average of each one's reports up to the step,
 * and the median of these averages. Trials that had reported nothing by then do not count.
 */
export function isMedianBetter({
  study,
  step,
  value,
}: {
  readonly study: Study;
  readonly step: number;
  readonly value: number;
}): boolean {
  const { earlyStopping, direction, trials } = study;
  if (earlyStopping.rule === "off") return false;
  const averages = trials
    .filter(({ outcome }) => outcome.status === "completed")
    .map(({ reports }) => reports.filter((report) => report.step <= step).map((report) => report.value))
    .filter((values) => values.length > 0)
    .map((values) => values.reduce((sum, entry) => sum + entry, 0) / values.length)
    .sort((a, b) => a - b);
  if (averages.length < earlyStopping.afterTrials) return false;
  const upper = averages[Math.floor(averages.length / 2)] ?? 0;
  const lower = averages[Math.floor((averages.length - 1) / 2)] ?? 0;
  return isBetter({ direction, value: (lower + upper) / 2, than: value });
}
