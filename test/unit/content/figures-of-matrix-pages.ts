import * as metrics from "#engine/metrics/index.ts";
import * as course from "./course-figures.ts";
import { page } from "./course-text.ts";
import type { FigureRow } from "./figure-row.ts";

const { fish } = course;
const all = course.pictureCount;
const actualFish = fish.tp + fish.fn;
const others = fish.fp + fish.tn;
/** 90 fish and 10 others, all called fish. */
const always = { tp: 90, fn: 0, fp: 10, tn: 0 };

export const figuresOfMatrixPages: readonly FigureRow[] = [
  {
    file: page("confusion-matrix"),
    anchor: {
      en: "A model is right # times in #. What did it do the other # times?",
      id: "menjawab benar # dari # kali. Apa yang terjadi pada # sisanya?",
    },
    compute: () => [fish.tp + fish.tn, all, fish.fp + fish.fn],
  },
  {
    file: page("confusion-matrix"),
    anchor: {
      en: "gave a model # pictures that it had never seen, # of them of fish. It found # of the fish and missed #. Of the # other pictures it left # alone, and called # of them fish.",
      id: "diberi # gambar yang belum pernah dilihatnya; # di antaranya gambar ikan. Model menemukan # ikan dan melewatkan #. Dari # gambar lainnya, # dijawab dengan benar, sedangkan # disebutnya ikan.",
    },
    compute: () => [all, actualFish, fish.tp, fish.fn, others, fish.tn, fish.fp],
  },
  {
    file: page("confusion-matrix"),
    anchor: '** | # <Outcome kind="tp" /> | # <Outcome kind="fn" /> |',
    compute: () => [fish.tp, fish.fn],
  },
  {
    file: page("confusion-matrix"),
    anchor: '** | # <Outcome kind="fp" /> | # <Outcome kind="tn" /> |',
    compute: () => [fish.fp, fish.tn],
  },
  {
    file: page("accuracy-trap"),
    anchor: {
      en: "right # + # times in #, so its accuracy is #.",
      id: "benar # + # kali dari #, jadi accuracy-nya #.",
    },
    compute: () => [fish.tp, fish.tn, all, metrics.accuracy(fish)],
    digits: 2,
  },
  {
    file: page("accuracy-trap"),
    anchor: {
      en: 'that # of the # pictures show a fish. A model that has learned nothing and says "fish" every single time is right # times. Accuracy #!',
      id: 'Misalkan # dari # gambar berisi ikan. Model yang tidak belajar apa-apa dan selalu menjawab "ikan" akan benar # kali. Accuracy #!',
    },
    compute: () => [always.tp, always.tp + always.fp, always.tp, metrics.accuracy(always)],
    digits: 2,
  },
  {
    file: page("accuracy-trap"),
    anchor: {
      en: '# of # went bad. "Every loan is good" is right for # percent of them. The real model, cut off at #, reaches # percent',
      id: '# dari # pinjaman macet. Jawaban "semua pinjaman lancar" benar untuk # persen di antaranya. Model yang sungguhan, dengan threshold #, mencapai # persen',
    },
    compute: () => {
      const count = course.loans.labels.length;
      const baseline = 100 * (1 - course.badLoans / count);
      return [course.badLoans, count, baseline, 0.5, 100 * metrics.accuracy(course.atCut(course.loans, 0.5))];
    },
    digits: 2,
  },
  {
    file: page("accuracy-trap"),
    anchor: { en: "always says the same thing gets # there", id: "jawabannya selalu sama mendapat #, betapa" },
    compute: () => [metrics.balancedAccuracy(always)],
    digits: 1,
  },
  {
    file: page("accuracy-trap"),
    anchor: { en: "For the fish model: # of #.", id: "Untuk model ikan: # dari #." },
    compute: () => [fish.tp + fish.tn, all],
  },
  {
    file: page("precision-recall"),
    anchor: { en: "These are # real e-mails", id: "Ini # email sungguhan" },
    compute: () => [course.explorableRows("spam").labels.length],
  },
  {
    file: page("precision-recall"),
    anchor: {
      en: 'said "fish" # times and was right # times: # / # = #. (Some notes, our source among them, cut that to #.)',
      id: 'menjawab "ikan" # kali dan benar # kali: # / # = #. (Sebagian catatan, termasuk sumber kursus ini, memotongnya menjadi #.)',
    },
    compute: () => {
      const [said, exact] = [fish.tp + fish.fp, metrics.precision(fish)];
      return [said, fish.tp, fish.tp, said, exact, Math.floor(100 * exact) / 100];
    },
    digits: 3,
  },
  {
    file: page("precision-recall"),
    anchor: {
      en: "There were # fish and the model found #: # / # = #.",
      id: "Ada # ikan dan model menemukan #: # / # = #.",
    },
    compute: () => [actualFish, fish.tp, fish.tp, actualFish, metrics.recall(fish)],
    digits: 3,
  },
];
