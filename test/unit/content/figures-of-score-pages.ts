import * as metrics from "#engine/metrics/index.ts";
import * as course from "./course-figures.ts";
import { page } from "./course-text.ts";
import type { FigureRow } from "./figure-row.ts";

const { fish } = course;
const actualFish = fish.tp + fish.fn;
const others = fish.fp + fish.tn;
const daring = { tp: 10, fn: 90, fp: 0, tn: 0 };
const even = { tp: 55, fn: 45, fp: 45, tn: 0 };
const teams = [daring, even].flatMap((team) => [metrics.precision(team), metrics.recall(team)]);
const missIsTenTimes = { falseAlarm: 1, miss: 10 };

export const figuresOfScorePages: readonly FigureRow[] = [
  {
    file: page("f1-fpr-tnr"),
    anchor: {
      en: "precision # and recall #: it is better at finding fish than at being believed, and it still misses # of #.",
      id: "precision # dan recall #: model ini lebih pandai menemukan ikan daripada memberi jawaban ya yang bisa dipercaya, dan masih melewatkan # dari # ikan.",
    },
    compute: () => [metrics.precision(fish), metrics.recall(fish), fish.fn, actualFish],
    digits: 3,
  },
  {
    file: page("f1-fpr-tnr"),
    anchor: {
      en: "One has precision # and recall #. The other has # and #.",
      id: "Yang satu precision-nya # dan recall-nya #. Yang lain # dan #.",
    },
    compute: () => teams,
    digits: 2,
  },
  {
    file: page("f1-fpr-tnr"),
    anchor: { en: "says they are equal: # each.", id: "keduanya sama: #." },
    compute: () => [(metrics.precision(daring) + metrics.recall(daring)) / 2],
    digits: 2,
  },
  {
    file: page("f1-fpr-tnr"),
    anchor: {
      en: "For the first team that gives #, for the second #.",
      id: "Untuk tim pertama hasilnya #, untuk tim kedua #.",
    },
    compute: () => [metrics.f1(daring), metrics.f1(even)],
    digits: 2,
  },
  {
    file: page("f1-fpr-tnr"),
    anchor: { en: "Our fish model gets # / # = #.", id: "Model ikan kita mendapat # / # = #." },
    compute: () => [2 * fish.tp, 2 * fish.tp + fish.fp + fish.fn, metrics.f1(fish)],
    digits: 3,
  },
  {
    file: page("f1-fpr-tnr"),
    anchor: {
      en: "of the # pictures that were not fish, how many were called fish? # / # = #.",
      id: "dari # gambar yang bukan ikan, berapa yang disebut ikan? # / # = #.",
    },
    compute: () => [others, fish.fp, others, metrics.falsePositiveRate(fish)],
    digits: 3,
  },
  {
    file: page("f1-fpr-tnr"),
    anchor: { en: "rightly left alone: # / # = #.", id: "dengan benar dibiarkan: # / # = #." },
    compute: () => [fish.tn, others, metrics.trueNegativeRate(fish)],
    digits: 3,
  },
  {
    file: page("f1-fpr-tnr"),
    anchor: {
      en: "With # fish and # other pictures, a false positive rate of only # percent still means # false alarms",
      id: "Dengan # ikan dan # gambar lain, false positive rate yang hanya # persen tetap berarti # alarm palsu",
    },
    compute: () => {
      const counts = { tp: 10, fn: 0, fp: 100, tn: 9900 };
      return [10, counts.fp + counts.tn, 100 * metrics.falsePositiveRate(counts), counts.fp];
    },
  },
  {
    file: page("thresholds"),
    anchor: {
      en: "Equal costs give #. A miss that costs ten times as much gives # / #, about #.",
      id: "Biaya yang sama menghasilkan #. Kasus terlewat yang sepuluh kali lebih mahal menghasilkan # / #, sekitar #.",
    },
    compute: () => [1 / (1 + 1), 1, 1 + 10, 1 / (1 + 10)],
    digits: 2,
  },
  {
    file: page("thresholds"),
    anchor: {
      en: "the cheapest is # on the # people above, and # on all # of the data set",
      id: "yang termurah # untuk # orang di atas, dan # untuk seluruh # orang dalam dataset",
    },
    compute: () => {
      const shown = course.explorableRows("diabetes");
      const cuts = [shown, course.diabetes].map((rows) => course.cheapestCut(rows, missIsTenTimes));
      return [cuts[0] ?? Number.NaN, shown.labels.length, cuts[1] ?? Number.NaN, course.diabetes.labels.length];
    },
    digits: 2,
  },
  {
    file: page("roc-auc"),
    anchor: {
      en: "For # malignant and # benign samples that makes # pairs. The size of the cells alone puts # percent of them in the right order and leaves # percent tied: an AUC of #.",
      id: "Dari # sampel ganas dan # sampel jinak terbentuk # pasangan. Ukuran sel saja sudah menempatkan # persen di antaranya dalam urutan yang benar, dan # persen skornya sama: AUC-nya #.",
    },
    compute: () => {
      const [ill, well] = [course.malignant.length, course.benign.length];
      const { won, tied } = course.pairs(course.cells);
      return [ill, well, ill * well, 100 * won, 100 * tied, metrics.rocAuc(course.cells)];
    },
    digits: [0, 0, 0, 1, 1, 3],
  },
  {
    file: page("roc-auc"),
    anchor: {
      en: "# false alarms among # negatives are just #.",
      id: "# alarm palsu di antara # kasus negatif hanya #.",
    },
    compute: () => [100, 10_000, metrics.falsePositiveRate({ tp: 0, fn: 0, fp: 100, tn: 9900 })],
    digits: 2,
  },
  {
    file: page("roc-auc"),
    anchor: {
      en: "The loan model has an AUC of #, but an average precision of only #, where a random ranking gets about #.",
      id: "AUC model pinjaman #, tetapi average precision-nya hanya #; peringkat acak mendapat sekitar #.",
    },
    compute: () => {
      const { loans } = course;
      return [metrics.rocAuc(loans), metrics.averagePrecision(loans), course.badLoans / loans.labels.length];
    },
    digits: 2,
  },
  {
    file: page("regression-errors"),
    anchor: { en: "Ten bad guesses among #.", id: "Sepuluh tebakan buruk dari #." },
    compute: () => [course.houseCount],
  },
  {
    file: page("regression-errors"),
    anchor: {
      en: "the prices of # houses in Ames, Iowa. The ten predictions furthest off make up only # percent of all absolute error, but **# percent of all squared error**.",
      id: "harga # rumah di Ames, Iowa. Sepuluh prediksi yang paling meleset hanya menyumbang # persen dari seluruh error mutlak, tetapi **# persen dari seluruh error kuadrat**.",
    },
    compute: () => [course.houseCount, 100 * course.partOfWorst(10, 1), 100 * course.partOfWorst(10, 2)],
  },
  {
    file: page("regression-errors"),
    anchor: {
      en: "half finished, for # dollars; the model expected #.",
      id: "dijual seharga # dolar AS sebelum selesai dibangun, padahal perkiraan model #.",
    },
    compute: () => [course.worstHouse.priceUsd, course.worstHouse.predictedUsd],
    digits: -3,
  },
  {
    file: page("regression-errors"),
    anchor: {
      en: "By RMSE the first wins, # dollars against #. By MAE the second wins, # against #.",
      id: "Menurut RMSE yang pertama menang: # dolar AS melawan #. Menurut MAE yang kedua menang: # melawan #.",
    },
    compute: () => [
      metrics.rootMeanSquaredError(course.leastSquares),
      metrics.rootMeanSquaredError(course.robust),
      metrics.meanAbsoluteError(course.robust),
      metrics.meanAbsoluteError(course.leastSquares),
    ],
  },
  {
    file: page("choosing-a-metric"),
    anchor: {
      en: "get recalls from # down to #. Weighted, that is #; macro, #.",
      id: "berkisar dari # sampai hanya #. Weighted average-nya #; macro average-nya #.",
    },
    compute: () => {
      const { weighted, macro } = course.jobReport;
      return [Math.max(...course.jobRecalls), Math.min(...course.jobRecalls), weighted.recall, macro.recall];
    },
    digits: 2,
  },
  {
    file: page("assignment"),
    anchor: {
      en: "Of # customers of a telephone company, # left.",
      id: "Dari # pelanggan sebuah perusahaan telepon, # orang pergi.",
    },
    compute: () => [course.customerCount, course.leavers],
  },
];
