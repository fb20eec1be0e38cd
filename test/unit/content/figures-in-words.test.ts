import { expect, test } from "vitest";
import * as metrics from "#engine/metrics/index.ts";
import * as course from "./course-figures.ts";
import { type InBoth, lab, languages, page, pathIn, readCourse } from "./course-text.ts";

type WordRow = {
  readonly file: string;
  readonly words: InBoth;
  readonly compute: () => number;
  readonly between: readonly [number, number];
};

const screened = course.atCut(course.diabetes, course.screeningCut);
const loansAtShare = course.atCut(course.loans, 0.05);
const recallOfM = (): number => Math.min(...course.jobRecalls);
const isAbout = (value: number): readonly [number, number] => [value - 0.03, value + 0.03];

const rows: readonly WordRow[] = [
  {
    file: page("choosing-a-metric"),
    words: { en: "found one time in five", id: "hanya ditemukan satu dari lima kali" },
    compute: recallOfM,
    between: isAbout(0.2),
  },
  {
    file: lab("multi-class-report"),
    words: { en: "jobs of class M are found one time in five", id: "kelas M hanya ditemukan satu dari lima kali" },
    compute: recallOfM,
    between: isAbout(0.2),
  },
  {
    file: lab("accuracy-trap"),
    words: { en: "leaves two thirds of the good ones alone", id: "tidak mengganggu dua pertiga pinjaman lancar" },
    compute: () => metrics.specificity(loansAtShare),
    between: isAbout(2 / 3),
  },
  {
    file: lab("accuracy-trap"),
    words: { en: "about one in twenty went bad", id: "kira-kira satu dari dua puluh macet" },
    compute: () => course.badLoans / course.loans.labels.length,
    between: [0.045, 0.055],
  },
  {
    file: lab("diabetes-screening"),
    words: {
      en: "Nearly half of the people have no insulin value",
      id: "Hampir separuh orang tidak punya nilai insulin",
    },
    compute: () => course.withoutInsulin,
    between: [0.45, 0.5],
  },
  {
    file: lab("diabetes-screening"),
    words: { en: "about half of the alarms are real", id: "sekitar separuh alarmnya benar" },
    compute: () => metrics.precision(screened),
    between: isAbout(0.5),
  },
  {
    file: lab("ames-errors"),
    words: { en: "More than a quarter of what an RMSE is made of", id: "lebih dari seperempat isi RMSE" },
    compute: () => course.partOfWorst(10, 2),
    between: [0.25, 0.3],
  },
  {
    file: lab("ames-outliers"),
    words: { en: "More than a quarter of the squared error", id: "Lebih dari seperempat error kuadrat" },
    compute: () => course.partOfWorst(10, 2),
    between: [0.25, 0.3],
  },
  {
    file: lab("spam-threshold"),
    words: { en: "lose hundreds of real e-mails", id: "ratusan email penting ikut hilang" },
    compute: () => course.atCut(course.spam, 0.164455).fp, // the first cut with a recall of 0.97
    between: [200, 999],
  },
  {
    file: lab("metric-assignment"),
    words: { en: "six needless ones in ten", id: "enam panggilan sia-sia dari sepuluh" },
    compute: () => 1 - metrics.precision(course.testCounts),
    between: isAbout(0.6),
  },
];

test.each(
  rows.flatMap((row) =>
    languages.map((language) => ({ row, file: pathIn(row.file, language), said: row.words[language] })),
  ),
)("$file says what is so: $said", ({ row, file, said }) => {
  expect(readCourse(file), file).toContain(said);
  const [least, most] = row.between;
  expect(row.compute(), `${file}: ${said}`).toBeGreaterThanOrEqual(least);
  expect(row.compute(), `${file}: ${said}`).toBeLessThanOrEqual(most);
});
