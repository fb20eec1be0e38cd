import { confusionCounts } from "siklus/metrics";

export async function countOutcomes(actual: (string | null)[], predicted: (string | null)[]) {
  const isFish = (names: (string | null)[]) => names.map((name) => (name === "fish" ? 1 : 0));
  return confusionCounts({ actual: isFish(actual), predicted: isFish(predicted) });
}
