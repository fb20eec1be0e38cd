import { numbers } from "siklus/data";
import { defineChecks, expectClose } from "siklus/lab";
import { meanAbsoluteError, rootMeanSquaredError } from "siklus/metrics";

// Errors 3, -1, -2 and 12: absolute 18 / 4 = 4.5; squared 9 + 1 + 4 + 144 = 158, root of 39.5.
const actual = [10, 20, 30, 9];
const predicted = [13, 19, 28, 21];

export default defineChecks([
  {
    id: "mae",
    run: async ({ learner }) =>
      expectClose("meanAbsoluteError(…)", await learner.call("meanAbsoluteError", actual, predicted), 4.5),
  },
  {
    id: "rmse",
    run: async ({ learner }) =>
      expectClose(
        "rootMeanSquaredError(…)",
        await learner.call("rootMeanSquaredError", actual, predicted),
        Math.sqrt(39.5),
      ),
  },
  {
    id: "worst",
    run: async ({ learner }) => {
      const one = await learner.call("shareOfWorst", actual, predicted, 1);
      const two = await learner.call("shareOfWorst", actual, predicted, 2);
      const outcome = expectClose("shareOfWorst(…, 1)", one, 144 / 158);
      return outcome.status === "fail" ? outcome : expectClose("shareOfWorst(…, 2)", two, 153 / 158);
    },
  },
  {
    id: "all-houses",
    run: async ({ learner, table }) => {
      const houses = table("house-prices.csv");
      const prices = numbers(houses, "sale_price_usd");
      const robust = numbers(houses, "robust_usd");
      const rows = { actual: prices, predicted: robust };
      const mae = await learner.call("meanAbsoluteError", prices, robust);
      const rmse = await learner.call("rootMeanSquaredError", prices, robust);
      const outcome = expectClose("meanAbsoluteError(prices, robust)", mae, meanAbsoluteError(rows));
      if (outcome.status === "fail") return outcome;
      return expectClose("rootMeanSquaredError(prices, robust)", rmse, rootMeanSquaredError(rows));
    },
  },
]);
