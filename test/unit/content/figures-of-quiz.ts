import * as metrics from "#engine/metrics/index.ts";
import { quiz } from "./course-text.ts";
import type { FigureRow } from "./figure-row.ts";

const seen = { tp: 30, fn: 10, fp: 20, tn: 140 };
const lopsided = { precision: 0.9, recall: 0.1 };
const harmonic = ({ precision, recall }: typeof lopsided): number => (2 * precision * recall) / (precision + recall);
const pets = {
  labels: ["cat", "dog", "owl"],
  rows: [
    [81, 6, 3],
    [3, 4, 1],
    [1, 1, 0],
  ],
  total: 100,
};
const before = { actual: Array<number>(100).fill(0), predicted: Array<number>(100).fill(1000) };
const after = { actual: before.actual, predicted: before.predicted.with(0, 10_000) };

export const figuresOfQuiz: readonly FigureRow[] = [
  {
    file: quiz,
    anchor: {
      en: "# fish found, # missed, # false alarms, # rightly left alone.",
      id: "# ikan ditemukan, # terlewat, # alarm palsu, # dengan benar dibiarkan.",
    },
    compute: () => [seen.tp, seen.fn, seen.fp, seen.tn],
  },
  {
    file: quiz,
    anchor: {
      en: "Right answers over all answers: (# + #) / # = #.",
      id: "Jawaban benar dibagi seluruh jawaban: (# + #) / # = #.",
    },
    compute: () => [seen.tp, seen.tn, 200, metrics.accuracy(seen)],
    digits: 2,
  },
  {
    file: quiz,
    anchor: {
      en: 'As a number between 0 and 1 it is #." }\n  - id: always-no',
      id: 'Sebagai angka antara 0 dan 1, hasilnya #." }\n  - id: always-no',
    },
    compute: () => [metrics.accuracy(seen)],
    digits: 2,
  },
  {
    file: quiz,
    anchor: { en: "A program is # percent accurate.", id: "Accuracy sebuah program # persen." },
    compute: () => [100 * (1 - 1 / 1000)],
    digits: 1,
  },
  {
    file: quiz,
    anchor: { en: "The baseline is # percent.", id: "Baseline-nya # persen." },
    compute: () => [100 * (1 - 1 / 1000)],
    digits: 1,
  },
  {
    file: quiz,
    anchor: {
      en: "# of the # ill people were found: # / # = #.",
      id: "# dari # orang sakit ditemukan: # / # = #.",
    },
    compute: () => [60, 80, 60, 80, metrics.recall({ tp: 60, fn: 20, fp: 60, tn: 0 })],
    digits: 2,
  },
  {
    file: quiz,
    anchor: { en: "as a number between 0 and 1 it is #.", id: "sebagai angka antara 0 dan 1, hasilnya #." },
    compute: () => [metrics.recall({ tp: 60, fn: 20, fp: 60, tn: 0 })],
    digits: 2,
  },
  {
    file: quiz,
    anchor: {
      en: "A gets # · # · # / # = #, B gets #.",
      id: "A mendapat # · # · # / # = #, B mendapat #.",
    },
    compute: () => [2, 0.9, 0.1, 1, harmonic(lopsided), harmonic({ precision: 0.5, recall: 0.5 })],
    digits: 2,
  },
  {
    file: quiz,
    anchor: {
      en: "MSE becomes (# + #) / # = # times as large, MAE only (# + #) / # = # times.",
      id: "MSE menjadi (# + #) / # = # kali lipat, MAE hanya (# + #) / # = # kali lipat.",
    },
    compute: () => {
      const squared = metrics.meanSquaredError(after) / metrics.meanSquaredError(before);
      const plain = metrics.meanAbsoluteError(after) / metrics.meanAbsoluteError(before);
      return [99, 100, 100, squared, 99, 10, 100, plain];
    },
    digits: 2,
  },
  {
    file: quiz,
    anchor: {
      en: "(# + # + #) / 3 = #. The two small classes count as much as the cats. Weighted and micro are both # / # = #.",
      id: "(# + # + #) / 3 = #. Kedua kelas kecil dihitung sama dengan kucing. Weighted dan micro sama-sama # / # = #.",
    },
    compute: () => {
      const recalls = metrics.classScores(pets, { whenUndefined: 0 }).map(({ recall }) => recall);
      const macro = metrics.averageScores(pets, { average: "macro", whenUndefined: 0 }).recall;
      return [...recalls, macro, 85, 100, metrics.averageScores(pets, { average: "micro", whenUndefined: 0 }).recall];
    },
    digits: 2,
  },
  {
    file: quiz,
    anchor: { en: "so the 90 cats decide: #.", id: "jadi 90 kucing yang menentukan: #." },
    compute: () => [metrics.averageScores(pets, { average: "weighted", whenUndefined: 0 }).recall],
    digits: 2,
  },
  {
    file: quiz,
    anchor: {
      en: "It counts each row once: # of # are right, #.",
      id: "Setiap baris dihitung satu kali: # dari # benar, #.",
    },
    compute: () => [85, 100, metrics.accuracy(pets)],
    digits: 2,
  },
];
