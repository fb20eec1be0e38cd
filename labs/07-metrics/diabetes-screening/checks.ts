import { labels, numbers } from "siklus/data";
import { defineChecks, expectClose, expectRecord, fail, pass } from "siklus/lab";
import { applyThreshold, confusionCounts, precision, recall } from "siklus/metrics";

/** 0.9 of 268 is 241.2, so 242 of the ill must be found: the 242nd highest score among them. */
const wanted = 0.9;

export default defineChecks([
  {
    id: "by-hand",
    run: async ({ learner }) => {
      // Ranked: ill, well, ill, ill, well, ill. Three of the four ill are found from 0.6 on, two from 0.7 on.
      const six = { labels: [1, 0, 1, 1, 0, 1], scores: [0.9, 0.8, 0.7, 0.6, 0.5, 0.4] };
      const half = await learner.call("chooseThreshold", { ...six, wanted: 0.5 });
      const most = await learner.call("chooseThreshold", { ...six, wanted: 0.75 });
      const outcome = expectClose("chooseThreshold({ …, wanted: 0.75 })", most, 0.6);
      return outcome.status === "fail" ? outcome : expectClose("chooseThreshold({ …, wanted: 0.5 })", half, 0.7);
    },
  },
  {
    id: "everyone",
    run: async ({ learner, table }) => {
      const people = table("diabetes-scores.csv");
      const got = await learner.call("screening", people, wanted);
      const outcome = expectRecord("screening(people, 0.9)", got, { people: people.rowCount });
      const isShort = outcome.status === "fail" && outcome.message.key === "std.close";
      return isShort ? fail("left-out", { all: people.rowCount }) : outcome;
    },
  },
  {
    id: "keeps-recall",
    run: async ({ learner, table }) => {
      const people = table("diabetes-scores.csv");
      const scores = numbers(people, "score");
      const actual = labels(people, "diabetes", { positive: "pos" });
      const ofTheIll = scores.filter((_, i) => actual[i] === 1).sort();
      const expected = ofTheIll[ofTheIll.length - Math.ceil(wanted * ofTheIll.length)] ?? Number.NaN;
      return expectRecord("screening(people, 0.9)", await learner.call("screening", people, wanted), {
        threshold: expected,
      });
    },
  },
  {
    id: "honest-report",
    run: async ({ learner, table }) => {
      const people = table("diabetes-scores.csv");
      const got = await learner.call("screening", people, wanted);
      const threshold = typeof got === "object" && got !== null && "threshold" in got ? got.threshold : undefined;
      if (typeof threshold !== "number" || !Number.isFinite(threshold)) return fail("no-threshold");
      const actual = labels(people, "diabetes", { positive: "pos" });
      const predicted = applyThreshold({ scores: numbers(people, "score"), threshold });
      const counts = confusionCounts({ actual, predicted });
      const expected = { recall: recall(counts), precision: precision(counts, { whenUndefined: 1 }) };
      const outcome = expectRecord("screening(people, 0.9)", got, expected);
      return outcome.status === "fail" ? outcome : pass();
    },
  },
]);
