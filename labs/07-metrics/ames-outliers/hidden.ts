import { defineHiddenChecks, expectEqual, fail } from "siklus/lab";

export default defineHiddenChecks("siklus-canary-e40b7a9d13c645f8902b6cd8f51e07a4", [
  {
    id: "two-clients",
    category: "correctness",
    // The two clients need different yardsticks, and different models win.
    run: async ({ learner }) => {
      const choices = [await learner.value("bank"), await learner.value("website")];
      const models = choices.map((choice) =>
        typeof choice === "object" && choice !== null && "model" in choice ? String(choice.model) : "",
      );
      if (models.includes("")) return fail("no-choice", { client: models[0] === "" ? "bank" : "website" });
      return expectEqual("bank.model, website.model", models.join(", "), "least_squares, robust");
    },
  },
]);
