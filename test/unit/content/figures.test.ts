import { describe, expect, test } from "vitest";
import { findAnchor, readFigure } from "./anchor.ts";
import { lab, labSlugs, languages, lineAt, page, pageIds, pathIn, quiz, readCourse } from "./course-text.ts";
import { figuresOfLabs } from "./figures-of-labs.ts";
import { figuresOfMatrixPages } from "./figures-of-matrix-pages.ts";
import { figuresOfQuiz } from "./figures-of-quiz.ts";
import { figuresOfScorePages } from "./figures-of-score-pages.ts";
import { givenInLabs, givenInPages, givenInQuiz } from "./given-figures.ts";

const rows = [...figuresOfMatrixPages, ...figuresOfScorePages, ...figuresOfLabs, ...figuresOfQuiz];
const given = [...givenInPages, ...givenInLabs, ...givenInQuiz];
const cases = rows.flatMap((row) =>
  languages.map((language) => {
    const anchor = typeof row.anchor === "string" ? row.anchor : row.anchor[language];
    return { row, language, file: pathIn(row.file, language), anchor };
  }),
);

describe("a figure in a text is what the engine computes", () => {
  test.each(cases)("$file: $anchor", ({ row, language, file, anchor }) => {
    const found = findAnchor({ text: readCourse(file), anchor, language });
    if (found.status === "absent") throw new Error(`${file}: "${anchor}" stands there ${found.times} times, not once`);
    const computed = row.compute();
    expect(computed.length, `${file}:${found.line}: figures in "${anchor}"`).toBe(found.figures.length);
    for (const [i, { text, value }] of found.figures.entries()) {
      const digits = (typeof row.digits === "number" ? row.digits : row.digits?.[i]) ?? 0;
      const wanted = computed[i] ?? Number.NaN;
      const isTrue = Math.abs(value - wanted) <= 0.5 * 10 ** -digits + 1e-9;
      expect(isTrue, `${file}:${found.line}: the text says ${text}, the engine computes ${wanted}`).toBe(true);
    }
  });
});

describe("no exact figure stands in a text unproved", () => {
  const files = [...pageIds.map(page), ...labSlugs.map(lab), quiz];
  test.each(files.flatMap((file) => languages.map((language) => ({ file, language }))))(
    "$file $language",
    ({ file, language }) => {
      const path = pathIn(file, language);
      const text = readCourse(path);
      const proved = new Set(
        cases
          .filter((one) => one.file === path)
          .flatMap(({ anchor }) => {
            const found = findAnchor({ text, anchor, language });
            return found.status === "found" ? found.figures.map(({ offset }) => offset) : [];
          }),
      );
      const known = given.filter((one) => one.file === file).flatMap(({ figures }) => figures);
      const unproved = exactFigures(text, language).filter(
        ({ offset, value }) => !proved.has(offset) && !known.includes(value),
      );
      expect(unproved.map(({ said, offset }) => `${path}:${lineAt(text, offset)}: ${said}`)).toEqual([]);
    },
  );
});

/** Figures with decimals or thousands, outside code, formulas, and what a quiz draws or accepts. */
function exactFigures(text: string, language: "en" | "id") {
  const blank = (part: string): string => " ".repeat(part.length);
  const prose = text
    .replaceAll(/^\s*(?:answer|tolerance|rows|order|minutes):.*$/gm, blank)
    .replaceAll(/near: [\d.]+|points: \[\[.*?\]\]|tex="[^"]*"|`[^`]*`/g, blank);
  return [...prose.matchAll(/(?<![\w.,])\d+(?:[.,]\d+)+/g)].map((match) => ({
    said: match[0],
    value: readFigure(match[0], language),
    offset: match.index,
  }));
}
