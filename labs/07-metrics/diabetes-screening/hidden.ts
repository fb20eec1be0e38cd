import { defineHiddenChecks, expectClose, type Outcome, pass } from "siklus/lab";

export default defineHiddenChecks("siklus-canary-41e7d80ab36f4c529d08f1ce6b7a2390", [
  {
    id: "fresh-people",
    category: "correctness",
    run: async ({ learner, rng }) => {
      let outcome: Outcome = pass();
      for (let round = 0; round < 5 && outcome.status === "pass"; round++) {
        const labels = Array.from({ length: 40 }, (_, i) => (i < 8 || rng.uniform() < 0.3 ? 1 : 0));
        const scores = labels.map((label) => Math.round((rng.uniform() * 0.7 + label * 0.3) * 100) / 100);
        const wanted = 0.5 + rng.integer(50) / 100;
        const ofTheIll = scores.filter((_, i) => labels[i] === 1).sort((a, b) => b - a);
        const expected = ofTheIll[Math.ceil(wanted * ofTheIll.length - 1e-9) - 1] ?? Number.NaN;
        const got = await learner.call("chooseThreshold", { labels, scores, wanted });
        outcome = expectClose(`chooseThreshold({ …, wanted: ${wanted} })`, got, expected);
      }
      return outcome;
    },
  },
]);
