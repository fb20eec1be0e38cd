import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { addExactly, exactTotal } from "#engine/core/exact-sum.ts";
import { hmacSha256 } from "#engine/core/hmac-sha-256.ts";
import { sha256 } from "#engine/core/sha-256.ts";
import { checkQuality, findLeaks, fromColumns, maskColumns, type QualityRule, strings } from "#engine/data/index.ts";
import { expectClose } from "#test/conformance/expect-close.ts";

type Statistic = Extract<QualityRule, { check: "statistic" }>["statistic"];
type Fixture = {
  readonly sums: { name: string; values: number[]; sum: number }[];
  readonly fingerprints: { name: string; text: string; key: string; sha256: string; hmac: string }[];
  readonly associations: {
    label: number[];
    ties: number[];
    auc: number;
    number: number[];
    follows: number[];
    spearman: number;
  };
  readonly statistics: Readonly<Record<Exclude<Statistic, "quantile">, number>> & {
    readonly values: (number | null)[];
    readonly quantiles: Readonly<Record<string, number>>;
  };
};

const fixture = JSON.parse(readFileSync(new URL("trust.json", import.meta.url), "utf8")) as Fixture; // the shape is the generator's

test.each(fixture.sums)("exact sum, $name, forwards and backwards, is math.fsum's to the bit", ({ values, sum }) => {
  const total = (all: readonly number[]) => exactTotal(all.reduce<readonly number[]>(addExactly, []));
  expect([total(values), total([...values].reverse())]).toEqual([sum, sum]);
});

test.each(fixture.fingerprints)("fingerprints of $name", ({ text, key, ...expected }) => {
  expect(sha256(text)).toBe(expected.sha256);
  expect(hmacSha256({ key, message: text })).toBe(expected.hmac);
  const { table } = maskColumns({
    table: fromColumns({ x: [text] }),
    masks: { x: { method: "hash", salt: key, length: 64 } },
  });
  expect(strings(table, "x")).toEqual([expected.hmac]);
});

describe("how nearly a feature determines the target", () => {
  const { label, ties, auc, number, follows, spearman } = fixture.associations;
  const strengthOf = (columns: Record<string, number[]>) =>
    findLeaks({ parts: { all: fromColumns(columns) }, target: "target", threshold: 0 }).find(
      ({ kind }) => kind === "target-proxy",
    )?.strength;

  test("AUC with ties is scikit-learn's", () => {
    const got = strengthOf({ feature: ties, target: label });
    expect(got?.measure).toBe("AUC");
    expectClose({ got: got?.value, expected: auc, what: "auc" });
  });

  test("rank correlation with ties is SciPy's", () => {
    const got = strengthOf({ feature: number, target: follows });
    expect(got?.measure).toBe("rank correlation");
    expectClose({ got: got?.value, expected: spearman, what: "spearman" });
  });
});

describe("statistics of rules are pandas'", () => {
  const { values, quantiles, ...expected } = fixture.statistics;
  const measure = (statistic: Statistic, p = 0.5) =>
    checkQuality({ table: fromColumns({ x: values }), rules: [{ check: "statistic", column: "x", statistic, p }] })
      .results[0]?.measured;

  test.each(["mean", "standard-deviation", "min", "max", "sum"] as const)("%s", (statistic) => {
    // A million with a spread of 1 leaves ten digits of the squares.
    expectClose({ got: measure(statistic), expected: expected[statistic], what: statistic, relative: 1e-10 });
  });

  test.each(Object.entries(quantiles))("quantile %s", (p, value) => {
    expectClose({ got: measure("quantile", Number(p)), expected: value, what: p });
  });
});
