import { filterRows, numbers } from "siklus/data";
import { type CheckContext, defineChecks, expectClose, expectRecord, fail, type Outcome } from "siklus/lab";
import { meanAbsoluteError, rootMeanSquaredError } from "siklus/metrics";

type Wanted = { readonly metric: "mae" | "rmse"; readonly model: "least_squares" | "robust" };

export default defineChecks([
  { id: "bank", run: (context) => judge(context, "bank", { metric: "rmse", model: "least_squares" }) },
  { id: "website", run: (context) => judge(context, "website", { metric: "mae", model: "robust" }) },
  {
    id: "worst",
    run: async ({ learner, table }) => {
      const houses = table("house-prices.csv");
      const predicted = numbers(houses, "least_squares_usd");
      const distances = numbers(houses, "sale_price_usd").map((price, i) => Math.abs((predicted[i] ?? 0) - price));
      const expected = distances.indexOf(Math.max(...distances));
      return expectClose("worstHouse", await learner.value("worstHouse"), expected);
    },
  },
]);

async function judge({ learner, table }: CheckContext, client: "bank" | "website", wanted: Wanted): Promise<Outcome> {
  const choice = await learner.value(client);
  if (typeof choice !== "object" || choice === null || !("metric" in choice) || !("model" in choice)) {
    return fail("no-choice", { client });
  }
  if (choice.metric !== wanted.metric) {
    return client === "bank"
      ? fail("bank-metric", {}, "typical-for-the-bank")
      : fail("website-metric", {}, "worst-for-everyone");
  }
  if (choice.model !== wanted.model) return fail("other-model-wins", { client, metric: wanted.metric });
  const houses = table("house-prices.csv");
  const error = wanted.metric === "rmse" ? rootMeanSquaredError : meanAbsoluteError;
  const expected = errorOf(houses, wanted.model, error);
  const outcome = expectRecord(client, choice, { errorUsd: expected }, 1e-4);
  if (outcome.status === "pass") return outcome;
  const size = numbers(houses, "living_area_sqft");
  const ordinary = errorOf(filterRows({ table: houses, where: (i) => (size[i] ?? 0) < 4000 }), wanted.model, error);
  // Leaving out the mansions, wherever the line is drawn, gives a clearly smaller error than the true one.
  const got = "errorUsd" in choice ? choice.errorUsd : undefined;
  const isTrimmed =
    typeof got === "number" && got < expected * 0.99 && got > ordinary * 0.9 && wanted.metric === "rmse";
  return isTrimmed ? { ...outcome, mistake: "threw-out-the-outliers" } : outcome;
}

function errorOf(
  houses: Parameters<typeof numbers>[0],
  model: Wanted["model"],
  error: typeof meanAbsoluteError,
): number {
  return error({ actual: numbers(houses, "sale_price_usd"), predicted: numbers(houses, `${model}_usd`) });
}
