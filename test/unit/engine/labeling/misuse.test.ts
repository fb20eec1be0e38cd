import { describe, expect, test } from "vitest";
import {
  affordableCount,
  autoLabel,
  autoLabelThreshold,
  chargeLedger,
  collectLabels,
  createLabelLedger,
  createRng,
  createWorkers,
  fitDawidSkene,
  fleissKappa,
  krippendorffAlpha,
  majorityVote,
  runLabelingJob,
  selectForLabeling,
  uncertainty,
  type Vote,
  workerAccuracy,
} from "#engine/labeling/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const workers = createWorkers({ count: 3, accuracy: { least: 0.8, most: 0.9 }, rng: createRng(1) });
const vote: Vote = { item: 1, worker: "a", label: "x" };
const consensus = [
  (votes: Anything) => majorityVote({ votes }),
  (votes: Anything) => fitDawidSkene({ votes }),
  (votes: Anything) => fleissKappa({ votes }),
  (votes: Anything) => krippendorffAlpha({ votes }),
  (votes: Anything) => workerAccuracy({ votes, truth: [] }),
];

describe("votes that are none", () => {
  test.each<[string, Anything, string]>([
    ["nothing", undefined, "wrong-type"],
    ["null", null, "wrong-type"],
    ["a text", "votes", "wrong-type"],
    ["no vote", [], "empty"],
    ["null among them", [vote, null], "wrong-type"],
    ["a number among them", [vote, 7], "wrong-type"],
    ["an item that is NaN", [{ ...vote, item: Number.NaN }], "wrong-type"],
    ["a worker without a name", [{ ...vote, worker: 7 }], "wrong-type"],
    ["a label that is an object", [{ ...vote, label: {} }], "invalid-label"],
    ["a label that is null", [{ ...vote, label: null }], "invalid-label"],
    ["a label that is NaN", [{ ...vote, label: Number.NaN }], "not-finite"],
    ["a label that is infinite", [{ ...vote, label: Number.POSITIVE_INFINITY }], "not-finite"],
  ])("%s", (_, votes, code) => {
    expect(consensus.map((call) => refusalOf(() => call(votes)))).toEqual(consensus.map(() => code));
  });
});

describe("settings that make no sense", () => {
  const probabilities = [[0.5, 0.5]];
  const rng = createRng(1);
  test.each<[string, () => unknown, string]>([
    ["a label outside the classes", () => majorityVote({ votes: [vote], classes: ["y"] }), "unknown-label"],
    ["a negative weight", () => majorityVote({ votes: [vote], weights: { a: -1 } }), "invalid-weight"],
    ["random ties without chance", () => majorityVote({ votes: [vote], ties: "random" }), "wrong-type"],
    ["other ties", () => majorityVote({ votes: [vote], ties: "none" as Anything }), "out-of-range"],
    ["negative smoothing", () => fitDawidSkene({ votes: [vote], smoothing: -1 }), "out-of-range"],
    ["no iteration", () => fitDawidSkene({ votes: [vote], mostIterations: 0 }), "out-of-range"],
    ["one vote an item", () => fleissKappa({ votes: [vote] }), "too-few-rows"],
    ["uneven votes", () => fleissKappa({ votes: [vote, vote, { ...vote, item: 2 }] }), "length-mismatch"],
    ["one class", () => fleissKappa({ votes: [vote, vote] }), "undefined-ratio"],
    ["no pair", () => krippendorffAlpha({ votes: [vote] }), "too-few-rows"],
    ["words as intervals", () => krippendorffAlpha({ votes: [vote, vote], level: "interval" }), "wrong-type"],
    ["another level", () => krippendorffAlpha({ votes: [vote], level: "cosmic" as Anything }), "out-of-range"],
    ["confidence in percent", () => workerAccuracy({ votes: [vote], truth: [], confidence: 95 }), "out-of-range"],
    ["no truth", () => workerAccuracy({ votes: [vote], truth: null as Anything }), "wrong-type"],
    ["a gold item twice", () => workerAccuracy({ votes: [vote], truth: [vote, vote] }), "duplicate-key"],
    ["no worker", () => collectLabels({ truth: [1], workers: [], labelsPerItem: 1, rng }), "empty"],
    ["more labels than workers", () => collectLabels({ truth: [1], workers, labelsPerItem: 4, rng }), "too-few-rows"],
    [
      "no truth to label",
      () => collectLabels({ truth: null as Anything, workers, labelsPerItem: 1, rng }),
      "wrong-type",
    ],
    ["no item", () => collectLabels({ truth: [], workers, labelsPerItem: 1, rng }), "empty"],
    [
      "a truth outside the classes",
      () => collectLabels({ truth: ["x"], classes: ["y"], workers, labelsPerItem: 1, rng }),
      "unknown-label",
    ],
    [
      "a confusion that is too small",
      () =>
        collectLabels({
          truth: ["x", "y"],
          workers: [{ name: "w", confusion: [[1]], costUsd: 0, secondsPerLabel: 0 }],
          labelsPerItem: 1,
          rng,
        }),
      "length-mismatch",
    ],
    [
      "a confusion that sums to 2",
      () =>
        collectLabels({
          truth: ["x"],
          workers: [{ name: "w", confusion: [[2]], costUsd: 0, secondsPerLabel: 0 }],
          labelsPerItem: 1,
          rng,
        }),
      "not-a-distribution",
    ],
    ["an accuracy of 80", () => createWorkers({ count: 1, accuracy: { least: 80, most: 80 }, rng }), "out-of-range"],
    ["a budget below 0", () => createLabelLedger({ budgetUsd: -1 }), "out-of-range"],
    [
      "a charge beyond the budget",
      () => chargeLedger({ ledger: createLabelLedger({ budgetUsd: 1 }), what: "x", count: 1, costUsd: 2 }),
      "out-of-range",
    ],
    [
      "another ledger",
      () => affordableCount({ ledger: { kind: "ledger", version: 1 } as Anything, unitUsd: 1 }),
      "wrong-type",
    ],
    [
      "probabilities that sum to 2",
      () => uncertainty({ probabilities: [[1, 1]], measure: "margin" }),
      "not-a-distribution",
    ],
    ["a negative probability", () => uncertainty({ probabilities: [[-1, 2]], measure: "margin" }), "out-of-range"],
    ["no row", () => uncertainty({ probabilities: [], measure: "margin" }), "empty"],
    ["NaN", () => uncertainty({ probabilities: [[Number.NaN, 1]], measure: "margin" }), "not-finite"],
    ["objects", () => uncertainty({ probabilities: [[{}, {}]] as Anything, measure: "margin" }), "wrong-type"],
    ["another measure", () => uncertainty({ probabilities, measure: "fear" as Anything }), "out-of-range"],
    [
      "another strategy",
      () => selectForLabeling({ probabilities, strategy: "luck" as Anything, count: 1, rng }),
      "out-of-range",
    ],
    ["half a row", () => selectForLabeling({ probabilities, strategy: "random", count: 0.5, rng }), "out-of-range"],
    [
      "no chance",
      () => selectForLabeling({ probabilities, strategy: "random", count: 1, rng: null as Anything }),
      "wrong-type",
    ],
    ["classes too few", () => autoLabel({ probabilities, classes: ["a"], threshold: 0.5 }), "length-mismatch"],
    ["a threshold of 50", () => autoLabel({ probabilities, classes: ["a", "b"], threshold: 50 }), "out-of-range"],
    [
      "an unknown label",
      () => autoLabelThreshold({ probabilities, classes: ["a", "b"], labels: ["c"] }),
      "unknown-label",
    ],
    [
      "a promise above 1",
      () => autoLabelThreshold({ probabilities, classes: ["a", "b"], labels: ["a"], accuracy: 2 }),
      "out-of-range",
    ],
    ["a job without rows", () => runLabelingJob({ features: [], truth: [], workers, rng }), "empty"],
    [
      "a job with a truth too short",
      () => runLabelingJob({ features: [[1], [2]], truth: ["a"], workers, rng }),
      "length-mismatch",
    ],
    [
      "a job with objects for truth",
      () => runLabelingJob({ features: [[1]], truth: [{}] as Anything, workers, rng }),
      "invalid-label",
    ],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});

describe("edges that have an answer", () => {
  test("one row, one class, one worker", () => {
    const job = runLabelingJob({
      features: [[0]],
      truth: ["a"],
      workers: workers.slice(0, 1),
      labelsPerItem: 1,
      rng: createRng(1),
    });
    expect(job).toMatchObject({ status: "complete", labels: [{ row: 0, label: "a", source: "human" }] });
    expect(fitDawidSkene({ votes: [vote] })).toMatchObject({ priors: [1], converged: true, logLikelihood: 0 });
  });

  test("a promise of 100 % is never given", () => {
    const probabilities = Array.from({ length: 500 }, () => [1, 0]);
    const labels = probabilities.map(() => "a");
    expect(autoLabelThreshold({ probabilities, classes: ["a", "b"], labels, accuracy: 1 }).threshold).toBeNull();
  });

  test("300,000 votes on 100,000 items", () => {
    const votes = Array.from(
      { length: 300_000 },
      (_, at): Vote => ({ item: at % 100_000, worker: `w${at % 17}`, label: (at % 100_000) % 3 }),
    );
    expect(majorityVote({ votes }).every(({ item, label }) => label === Number(item) % 3)).toBe(true);
    expect(fitDawidSkene({ votes, mostIterations: 3 }).items[4]?.label).toBe(1);
  });
});
