import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  fitDawidSkene,
  fitDawidSkeneSteps,
  fleissKappa,
  krippendorffAlpha,
  majorityVote,
  runToEnd,
  type Vote,
  voteWeight,
  workerAccuracy,
} from "#engine/labeling/index.ts";

const anyVotes: fc.Arbitrary<Vote[]> = fc.array(
  fc.record({
    item: fc.nat({ max: 7 }),
    worker: fc.constantFrom("a", "b", "c", "d"),
    label: fc.constantFrom("x", "y", "z"),
  }),
  { minLength: 1, maxLength: 40 },
);
const runs = { numRuns: 150 };

describe("majority vote", () => {
  test("the winner has the most votes, and shares sum to 1", () => {
    fc.assert(
      fc.property(anyVotes, (votes) => {
        for (const { item, label, confidence, shares, isTied, votes: count } of majorityVote({
          votes,
          ties: "first",
        })) {
          const own = votes.filter((vote) => vote.item === item);
          const tally = new Map<unknown, number>();
          for (const vote of own) tally.set(vote.label, (tally.get(vote.label) ?? 0) + 1);
          const most = Math.max(...tally.values());
          expect(count).toBe(own.length);
          expect(tally.get(label)).toBe(most);
          expect(confidence).toBeCloseTo(most / own.length, 12);
          expect(isTied).toBe([...tally.values()].filter((votes) => votes === most).length > 1);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        }
      }),
      runs,
    );
  });

  test("the order of votes does not matter, nor does a common factor of all weights", () => {
    fc.assert(
      fc.property(anyVotes, fc.double({ min: 0.1, max: 10, noNaN: true }), (votes, factor) => {
        const byItem = (all: readonly Vote[], weight: number) => {
          const weights = { a: weight, b: 2 * weight, c: 3 * weight, d: weight };
          return majorityVote({ votes: all, weights, classes: ["x", "y", "z"] })
            .map(({ item, label, isTied }) => ({ item, label, isTied }))
            .sort((p, q) => Number(p.item) - Number(q.item));
        };
        expect(byItem([...votes].reverse(), factor)).toEqual(byItem(votes, 1));
      }),
      runs,
    );
  });

  test("a tie is undecided unless one asks for a decision", () => {
    const votes: Vote[] = [
      { item: 1, worker: "a", label: "y" },
      { item: 1, worker: "b", label: "x" },
    ];
    expect(majorityVote({ votes })[0]).toMatchObject({ label: null, isTied: true, confidence: 0.5 });
    expect(majorityVote({ votes, ties: "first" })[0]?.label).toBe("x");
    const random = Array.from({ length: 200 }, (_, seed) =>
      majorityVote({ votes, ties: "random", rng: createRng(seed) }),
    );
    const share = random.filter(([consensus]) => consensus?.label === "x").length / 200;
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 200));
  });

  test("weights by log odds let one expert overrule two novices just where the odds say so", () => {
    // Novices of 70 %: together odds (7/3)² = 5.44; an expert of 80 % has odds 4, one of 90 % has 9.
    const votes: Vote[] = [
      { item: 1, worker: "n1", label: 0 },
      { item: 1, worker: "n2", label: 0 },
      { item: 1, worker: "expert", label: 1 },
    ];
    const winner = (expert: number) => {
      const novice = voteWeight({ accuracy: 0.7 });
      return majorityVote({ votes, weights: { n1: novice, n2: novice, expert: voteWeight({ accuracy: expert }) } })[0]
        ?.label;
    };
    expect([winner(0.8), winner(0.9)]).toEqual([0, 1]);
  });
});

describe("Dawid–Skene", () => {
  test("the log likelihood never falls, and everything stays a distribution", () => {
    fc.assert(
      fc.property(anyVotes, (votes) => {
        const steps: number[] = [];
        const fitted = runToEnd(fitDawidSkeneSteps({ votes, mostIterations: 60 }), ({ logLikelihood }) =>
          steps.push(logLikelihood),
        );
        for (const [at, value] of [...steps, fitted.logLikelihood].entries()) {
          if (at > 0) expect(value).toBeGreaterThanOrEqual((steps[at - 1] ?? 0) - 1e-9);
        }
        const rows = [
          fitted.priors,
          ...fitted.items.map(({ probabilities }) => probabilities),
          ...fitted.workers.flatMap(({ confusion }) => confusion),
        ];
        for (const row of rows) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(JSON.parse(JSON.stringify(fitted))).toEqual(fitted);
        expect(fitDawidSkene({ votes, mostIterations: 60 })).toEqual(fitted);
      }),
      { numRuns: 60 },
    );
  });

  test("renaming classes renames the result and nothing else", () => {
    fc.assert(
      fc.property(anyVotes, (votes) => {
        const renamed = votes.map((vote) => ({ ...vote, label: { x: 3, y: 2, z: 1 }[String(vote.label)] ?? 0 }));
        const [plain, other] = [
          fitDawidSkene({ votes, classes: ["x", "y", "z"], smoothing: 0.1 }),
          fitDawidSkene({ votes: renamed, classes: [3, 2, 1], smoothing: 0.1 }),
        ];
        expect(other.items.map(({ probabilities }) => probabilities)).toEqual(
          plain.items.map(({ probabilities }) => probabilities),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("workers who answer in a foreign tongue are translated, where a majority is lost", () => {
    // Three workers are right; two always say the next class. Seen by the two of them and one right one, a majority errs.
    const rng = createRng(5);
    const truth = Array.from({ length: 300 }, () => rng.integer(3));
    const votes = truth.flatMap((label, item): Vote[] => [
      { item, worker: "twin 1", label: (label + 1) % 3 },
      { item, worker: "twin 2", label: (label + 1) % 3 },
      { item, worker: `right ${1 + rng.integer(3)}`, label },
      ...(item % 2 === 0
        ? [
            { item, worker: "right 4", label },
            { item, worker: "right 5", label },
          ]
        : []),
    ]);
    const share = (labels: readonly unknown[]) => labels.filter((label, item) => label === truth[item]).length / 300;
    expect(share(majorityVote({ votes }).map(({ label }) => label))).toBeLessThan(0.6);
    expect(share(fitDawidSkene({ votes }).items.map(({ label }) => label))).toBe(1);
  });

  test("stopping halfway ends the computation", () => {
    const steps = fitDawidSkeneSteps({ votes: [{ item: 1, worker: "a", label: "x" }], tolerance: 0 });
    steps.next();
    expect(steps.return(undefined as never)).toEqual({ done: true, value: undefined });
    expect(steps.next().done).toBe(true);
  });
});

describe("agreement", () => {
  test("full agreement is 1 for both", () => {
    const votes = [0, 1, 2, 3].flatMap((item) =>
      ["a", "b", "c"].map((worker): Vote => ({ item, worker, label: item % 2 })),
    );
    expect(fleissKappa({ votes })).toBe(1);
    for (const level of ["nominal", "ordinal", "interval", "ratio"] as const)
      expect(krippendorffAlpha({ votes, level })).toBe(1);
  });

  test("votes by lot are near 0", () => {
    const rng = createRng(9);
    const votes = Array.from(
      { length: 3000 },
      (_, at): Vote => ({ item: at % 1000, worker: `w${at}`, label: rng.integer(4) }),
    );
    expect(Math.abs(fleissKappa({ votes }))).toBeLessThan(0.05);
    expect(Math.abs(krippendorffAlpha({ votes }))).toBeLessThan(0.05);
  });

  // 1 − alpha = (1 − kappa) × (N − 1) / N for N votes in all: alpha corrects for the size of the sample (Krippendorff 2004).
  test("alpha of nominal labels is kappa but for the size of the sample", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat({ max: 2 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 20 }),
        (rows) => {
          const votes = rows.flatMap((row, item) => row.map((label, at): Vote => ({ item, worker: `w${at}`, label })));
          fc.pre(new Set(votes.map(({ label }) => label)).size > 1);
          const total = votes.length;
          expect(1 - krippendorffAlpha({ votes })).toBeCloseTo(
            ((1 - fleissKappa({ votes })) * (total - 1)) / total,
            10,
          );
        },
      ),
      runs,
    );
  });

  test("one class alone leaves nothing to agree about", () => {
    const votes = ["a", "b"].map((worker): Vote => ({ item: 1, worker, label: "x" }));
    expect(fleissKappa({ votes, whenUndefined: 7 })).toBe(7);
    expect(krippendorffAlpha({ votes, whenUndefined: 7 })).toBe(7);
  });
});

test("a worker without a known item has no accuracy, and an interval that says so", () => {
  const votes: Vote[] = [{ item: 1, worker: "a", label: "x" }];
  expect(workerAccuracy({ votes, truth: [] })).toEqual([
    { worker: "a", answered: 0, correct: 0, accuracy: null, lower: 0, upper: 1 },
  ]);
});
