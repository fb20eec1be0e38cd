import { describe, expect, test } from "vitest";
import type { QuizQuestion } from "#contract/quiz.ts";
import * as metrics from "#engine/metrics/index.ts";
import { languages } from "./course-text.ts";
import { readQuiz } from "./read-quiz.ts";

type Curve = readonly (readonly [number, number])[];

function find<Kind extends QuizQuestion["kind"]>(questions: readonly QuizQuestion[], id: string, kind: Kind) {
  const found = questions.find((question) => question.id === id);
  if (found?.kind !== kind) throw new Error(`the quiz has no question "${id}" of kind ${kind}`);
  return found as Extract<QuizQuestion, { kind: Kind }>; // its kind has just been compared
}

function numbersOf(questions: readonly QuizQuestion[], id: string): readonly number[] {
  const { answer, wrong } = find(questions, id, "number");
  return [answer, ...wrong.map(({ near }) => near)];
}

/** The height of a curve of straight pieces. */
function heightAt(curve: Curve, x: number): number {
  const next = curve.findIndex(([right]) => right >= x);
  const [[x0, y0], [x1, y1]] = [curve[Math.max(0, next - 1)] ?? [0, 0], curve[next] ?? [1, 1]];
  return x1 === x0 ? y1 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

const area = (curve: Curve): number => metrics.areaUnderCurve({ x: curve.map(([x]) => x), y: curve.map(([, y]) => y) });

describe.each(languages)("quiz in %s", (language) => {
  const questions = readQuiz(language);

  test("accuracy is the answer, and recall, precision and the error rate are its slips", () => {
    const counts = { tp: 30, fn: 10, fp: 20, tn: 140 };
    const accuracy = metrics.accuracy(counts);
    const slips = [metrics.recall(counts), metrics.precision(counts), 1 - accuracy, 100 * accuracy];
    const said = numbersOf(questions, "matrix-accuracy");
    expect(said.length).toBe(5);
    for (const [i, value] of [accuracy, ...slips].entries()) expect(said[i]).toBeCloseTo(value, 10);
  });

  test("recall is the answer, and precision and a mixed fraction are its slips", () => {
    const counts = { tp: 60, fn: 20, fp: 60, tn: 0 };
    const said = numbersOf(questions, "recall-number");
    const wanted = [metrics.recall(counts), metrics.precision(counts), 80 / 120, 100 * metrics.recall(counts)];
    for (const [i, value] of wanted.entries()) expect(said[i]).toBeCloseTo(value, 3);
  });

  test("curve A finds twice as many at 0.1, B crosses it at about 0.25 and has the slightly larger area", () => {
    const { figure } = find(questions, "curve-better", "chart");
    if (figure.kind !== "roc") throw new Error("curve-better draws no ROC curve");
    const [a, b] = figure.curves.map(({ points }) => points);
    if (a === undefined || b === undefined) throw new Error("curve-better draws fewer than two curves");
    expect([heightAt(a, 0.1), heightAt(b, 0.1)]).toEqual([0.7, 0.35]);
    expect(heightAt(a, 0.22)).toBeGreaterThan(heightAt(b, 0.22));
    expect(heightAt(a, 0.28)).toBeLessThan(heightAt(b, 0.28));
    expect(area(b)).toBeGreaterThan(area(a));
    expect(area(b) - area(a)).toBeLessThan(0.01);
  });

  test("macro recall is the lowest of the three averages, the other two are equal", () => {
    const { figure } = find(questions, "macro-weighted", "chart");
    if (figure.kind !== "matrix") throw new Error("macro-weighted draws no matrix");
    const total = figure.rows.flat().reduce((sum, count) => sum + count, 0);
    const matrix = { labels: figure.labels, rows: figure.rows, total };
    const [macro, weighted, micro] = (["macro", "weighted", "micro"] as const).map(
      (average) => metrics.averageScores(matrix, { average, whenUndefined: 0 }).recall,
    );
    expect(weighted).toBeCloseTo(micro ?? Number.NaN, 12);
    expect(macro).toBeLessThan(micro ?? Number.NaN);
  });

  test("B has the higher F1 although the plain averages are equal", () => {
    const harmonic = (precision: number, recall: number) => (2 * precision * recall) / (precision + recall);
    expect(harmonic(0.5, 0.5)).toBeGreaterThan(harmonic(0.9, 0.1));
    expect(find(questions, "f1-compare", "choice").options.find(({ right }) => right)?.id).toBe("b");
  });

  test("thresholds stand from the most to the fewest called ill", () => {
    const { items } = find(questions, "order-threshold", "order");
    const cutOf = new Map([
      ["t0", 0],
      ["t9", 1 / 11],
      ["t50", 1 / 2],
      ["t80", 4 / 5],
    ]);
    const cuts = items.map(({ id }) => cutOf.get(id) ?? Number.NaN);
    expect(cuts).toEqual(cuts.toSorted((one, other) => one - other));
  });
});
