import * as metrics from "#engine/metrics/index.ts";
import * as course from "./course-figures.ts";
import { lab } from "./course-text.ts";
import type { FigureRow } from "./figure-row.ts";

const { fish, loans, spam, diabetes } = course;
const halfRight = { tp: 10, fn: 90, fp: 0, tn: 0 };
const loansAt = (cut: number) => course.atCut(loans, cut);
const screened = course.atCut(diabetes, course.screeningCut);

export const figuresOfLabs: readonly FigureRow[] = [
  {
    file: lab("fish-matrix"),
    anchor: { en: "`fish.csv` holds # pictures", id: "`fish.csv` berisi # gambar" },
    compute: () => [course.pictureCount],
  },
  {
    file: lab("accuracy-trap"),
    anchor: {
      en: "{found} of # bad loans are found, and {spared} of # good ones",
      id: "{found} dari # pinjaman macet ditemukan, dan {spared} dari # pinjaman lancar",
    },
    compute: () => [course.badLoans, loans.labels.length - course.badLoans],
  },
  {
    file: lab("accuracy-trap"),
    anchor: { en: "When only # in # are bad", id: "Jika hanya # dari # yang macet" },
    compute: () => [(100 * course.badLoans) / loans.labels.length, 100],
  },
  {
    file: lab("accuracy-trap"),
    anchor: {
      en: 'Accuracy at # is #, and "always good" gets #.',
      id: 'Accuracy pada # adalah #, sedangkan "selalu lancar" mendapat #.',
    },
    compute: () => [0.5, metrics.accuracy(loansAt(0.5)), 1 - course.badLoans / loans.labels.length],
    digits: 4,
  },
  {
    file: lab("accuracy-trap"),
    anchor: {
      en: "Cut at #, near the share of bad loans, it finds # of # and leaves two thirds",
      id: "Dengan threshold #, dekat dengan proporsi pinjaman macet, ia menemukan # dari # dan tidak mengganggu dua pertiga",
    },
    compute: () => [course.badLoans / loans.labels.length, loansAt(0.05).tp, course.badLoans],
    digits: [2, 0, 0],
  },
  {
    file: lab("accuracy-trap"),
    anchor: { en: "Of # real loans", id: "Dari # pinjaman sungguhan" },
    compute: () => [loans.labels.length],
  },
  {
    file: lab("spam-threshold"),
    anchor: { en: "and up to # is possible", id: "padahal sampai # bisa dicapai" },
    compute: () => [metrics.recall(course.atCut(spam, course.promisedCut))],
    digits: 2,
  },
  {
    file: lab("spam-threshold"),
    anchor: {
      en: "At # the filter is about # percent right when it says spam.",
      id: "Pada #, jawaban spam dari filter ini benar sekitar # persen.",
    },
    compute: () => [0.5, 100 * metrics.precision(course.atCut(spam, 0.5))],
    digits: [1, 0],
  },
  {
    file: lab("spam-threshold"),
    anchor: {
      en: "Precision reaches # percent at about #",
      id: "Precision mencapai # persen di sekitar #",
    },
    compute: () => [100 * metrics.precision(course.atCut(spam, course.promisedCut)), course.promisedCut],
    digits: [0, 3],
  },
  {
    file: lab("spam-threshold"),
    anchor: { en: "You have # real e-mails", id: "Anda punya # email sungguhan" },
    compute: () => [spam.labels.length],
  },
  {
    file: lab("diabetes-screening"),
    anchor: { en: "the report counted # people", id: "laporannya hanya menghitung # orang" },
    compute: () => [course.completePeople],
  },
  {
    file: lab("diabetes-screening"),
    anchor: { en: "# of the # ill are found", id: "# dari # orang sakit ditemukan" },
    compute: () => [screened.tp, screened.tp + screened.fn],
  },
  {
    file: lab("f-beta"),
    anchor: {
      en: "With precision # and recall # it says #, though nine in ten were missed. The harmonic mean says #.",
      id: "Dengan precision # dan recall # hasilnya #, padahal sembilan dari sepuluh terlewat. Rata-rata harmonik menghasilkan #.",
    },
    compute: () => {
      const [precision, recall] = [metrics.precision(halfRight), metrics.recall(halfRight)];
      return [precision, recall, (precision + recall) / 2, metrics.f1(halfRight)];
    },
    digits: 2,
  },
  {
    file: lab("f-beta"),
    anchor: {
      en: "For the fish model (#, #, #, #) it should give about #.",
      id: "Untuk model ikan (#, #, #, #) hasilnya sekitar #.",
    },
    compute: () => [fish.tp, fish.fp, fish.fn, fish.tn, metrics.fBeta(fish, { beta: 1 })],
    digits: 3,
  },
  {
    file: lab("auc-by-rank"),
    anchor: {
      en: "Cell size on # samples, and the published scores of a model (AUC #).",
      id: "Ukuran sel pada # sampel, dan skor model yang sudah diterbitkan (AUC #).",
    },
    compute: () => [course.cells.labels.length, course.publishedAuc],
    digits: 3,
  },
  {
    file: lab("ames-errors"),
    anchor: { en: "second model on all # houses", id: "model kedua untuk seluruh # rumah" },
    compute: () => [course.houseCount],
  },
  {
    file: lab("ames-errors"),
    anchor: {
      en: "Ten of # houses hold # percent of the squared error and # percent of the absolute error.",
      id: "Sepuluh dari # rumah memuat # persen error kuadrat dan # persen error mutlak.",
    },
    compute: () => [course.houseCount, 100 * course.partOfWorst(10, 2), 100 * course.partOfWorst(10, 1)],
  },
  {
    file: lab("ames-errors"),
    anchor: { en: "the price of # houses", id: "memprediksi harga # rumah" },
    compute: () => [course.houseCount],
  },
  {
    file: lab("ames-outliers"),
    anchor: { en: "so large that # percent of the estimates", id: "begitu besar sehingga # persen perkiraan" },
    compute: () => [100 * course.closerThanRmse],
  },
  {
    file: lab("ames-outliers"),
    anchor: {
      en: "By RMSE least squares wins (# against # dollars), by MAE the robust model (# against #).",
      id: "Menurut RMSE least squares menang (# melawan # dolar AS), menurut MAE model robust (# melawan #).",
    },
    compute: () => [
      metrics.rootMeanSquaredError(course.leastSquares),
      metrics.rootMeanSquaredError(course.robust),
      metrics.meanAbsoluteError(course.robust),
      metrics.meanAbsoluteError(course.leastSquares),
    ],
  },
  {
    file: lab("ames-outliers"),
    anchor: {
      en: "a mansion of # square feet that was sold for # dollars",
      id: "rumah besar seluas # kaki persegi yang dijual seharga # dolar AS",
    },
    compute: () => [course.worstHouse.areaSqft, course.worstHouse.priceUsd],
  },
  {
    file: lab("ames-outliers"),
    anchor: {
      en: "off by # dollars like a hundred that are off by #.",
      id: "meleset # dolar AS dianggap sama dengan seratus yang meleset #.",
    },
    compute: () => [500_000, 500_000 / 100],
  },
  {
    file: lab("ames-outliers"),
    anchor: { en: "predict the same # prices", id: "memprediksi # harga yang sama" },
    compute: () => [course.houseCount],
  },
  {
    file: lab("multi-class-report"),
    anchor: { en: "Its makers report one number, #,", id: "Pembuatnya melaporkan satu angka, #," },
    compute: () => [course.jobReport.accuracy],
    digits: 2,
  },
  {
    file: lab("multi-class-report"),
    anchor: { en: "Here it says #, while", id: "Di sini nilainya #, padahal" },
    compute: () => [course.jobReport.weighted.recall],
    digits: 2,
  },
  {
    file: lab("multi-class-report"),
    anchor: { en: "at least the macro average of #", id: "paling tidak macro average sebesar #" },
    compute: () => [course.jobReport.macro.recall],
    digits: 2,
  },
  {
    file: lab("metric-assignment"),
    anchor: { en: "and be about # wide", id: "dengan lebar sekitar #" },
    compute: () => [course.intervalWidth],
    digits: 2,
  },
  {
    file: lab("metric-assignment"),
    anchor: { en: "With # customers you are not, quite.", id: "Dengan # pelanggan, belum sampai begitu." },
    compute: () => [course.test.labels.length],
    digits: -2,
  },
  {
    file: lab("metric-assignment"),
    anchor: { en: "near # / # = #, where", id: "dekat # / # = #, yaitu" },
    compute: () => [15, 150, 15 / 150],
    digits: 1,
  },
  {
    file: lab("metric-assignment"),
    anchor: {
      en: "the calls bring # dollars, against # for calling everyone",
      id: "panggilan menghasilkan # dolar AS, dibandingkan dengan # dolar AS jika semua orang dihubungi",
    },
    compute: () => {
      const { tp, fp, fn, tn } = course.testCounts;
      return [course.profitUsd(course.testCounts), course.profitUsd({ tp: tp + fn, fp: fp + tn, fn: 0, tn: 0 })];
    },
  },
  {
    file: lab("metric-assignment"),
    anchor: { en: "precision is low, around #,", id: "precision rendah, sekitar #," },
    compute: () => [metrics.precision(course.testCounts)],
    digits: 1,
  },
  {
    file: lab("metric-assignment"),
    anchor: {
      en: "brings **# dollars** on average (three in ten stay, and each is worth #).",
      id: "rata-rata menghasilkan **# dolar AS** (tiga dari sepuluh tetap tinggal, dan masing-masing bernilai #).",
    },
    compute: () => [0.3 * 500, 500],
  },
  {
    file: lab("metric-assignment"),
    anchor: { en: "The table has # customers", id: "Tabel berisi # pelanggan" },
    compute: () => [course.customerCount],
  },
];
