import { afterAll, describe, expect, test } from "vitest";
import { languages, pathIn, readCourse } from "./course-text.ts";
import { pointsOfMetrics } from "./coverage-of-metrics.ts";

describe("stage 7 covers each heading and bullet of section 7 of the source", () => {
  const covered = new Set<number>();

  test.each(pointsOfMetrics.map((point, i) => ({ ...point, i })))("$source", ({ file, anchor, source, i }) => {
    const lacking = languages.filter((language) => !anchor[language].test(readCourse(pathIn(file, language))));
    expect(lacking.map((language) => `${pathIn(file, language)} lacks "${source}" (${anchor[language]})`)).toEqual([]);
    covered.add(i);
  });

  afterAll(() => {
    console.log(`stage 7: covered ${covered.size} of ${pointsOfMetrics.length}`);
  });
});
