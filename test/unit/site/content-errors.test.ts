import { describe, expect, it } from "vitest";
import { quiz } from "#contract/quiz.ts";
import { compareLanguages, findRepeats } from "../../../src/content/compare-languages.ts";
import { parseContent } from "../../../src/content/explain-issues.ts";
import { readFrontMatter, readYaml } from "../../../src/content/read-yaml.ts";
import { glossary, lesson } from "../../../src/content/schemas.ts";

const file = "content/en/07-metrics/roc-auc.mdx";
const page = {
  title: "ROC and AUC",
  question: "How good is the ranking?",
  order: 6,
  minutes: 12,
  summary: "The curve of all thresholds, and the area under it.",
};

function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "no complaint";
}

describe("an author's mistake becomes one line with file, field and remedy", () => {
  it.each([
    [{ ...page, minutes: "ten" }, 'minutes is "ten"; make it a number'],
    [{ ...page, order: undefined }, "order is missing; add a number"],
    [{ ...page, minuts: 12 }, "minuts is not a known field; remove it or mend its name"],
    [{ ...page, title: "" }, "title is blank; make it at least 3 characters"],
    [{ ...page, minutes: 90 }, "minutes is 90; make it at most 60"],
    [{ ...page, order: 1.5 }, "order is 1.5; make it a whole number"],
  ])("front matter %#", (data, line) => {
    expect(complaint(() => parseContent(lesson, data, file))).toBe(`${file}: ${line}`);
  });

  it("several mistakes are several lines", () => {
    const lines = complaint(() => parseContent(lesson, { ...page, order: "1", title: 7 }, file)).split("\n");
    expect(lines).toEqual([`${file}: title is 7; make it text`, `${file}: order is "1"; make it a number`]);
  });

  it("a field deep in a list is named by its path", () => {
    const data = { terms: [{ id: "AUC", term: "AUC", short: "Area under the ROC curve." }] };
    expect(complaint(() => parseContent(glossary, data, "content/en/glossary.yaml"))).toBe(
      'content/en/glossary.yaml: terms[0].id is "AUC"; use lower-case words joined by hyphens',
    );
  });

  it("an unknown kind of question is told the known ones", () => {
    const line = complaint(() =>
      parseContent(quiz, { questions: [{ id: "a", kind: "essay", prompt: "?" }] }, "quiz.yaml"),
    );
    expect(line).toContain('quiz.yaml: questions[0].kind is "essay"; use one of "choice", "many", "order"');
  });

  it("broken YAML is named by line and column", () => {
    const text = "title: The trap: accuracy\norder: 2\n";
    expect(complaint(() => readYaml({ text, file }))).toMatch(
      /roc-auc\.mdx: line 1, column \d+ is no YAML \(.+\); quote a text/,
    );
  });

  it("a line of front matter is counted from the top of the file", () => {
    const text = '---\ntitle: "open\n---\nbody\n';
    expect(complaint(() => readFrontMatter({ text, file }))).toMatch(/line 2|line 3/);
    expect(complaint(() => readFrontMatter({ text: "no head", file }))).toBe(
      `${file}: the file does not begin with front matter; put its fields between two lines of ---`,
    );
  });
});

describe("both languages hold the same", () => {
  const things = [
    { language: "en", key: "07-metrics/roc-auc", file: "content/en/07-metrics/roc-auc.mdx" },
    { language: "id", key: "07-metrics/roc-auc", file: "content/id/07-metrics/roc-auc.mdx" },
    { language: "en", key: "07-metrics/thresholds", file: "content/en/07-metrics/thresholds.mdx" },
  ] as const;
  const whereFor = (language: string, key: string) => `content/${language}/${key}.mdx`;

  it("a page that one language lacks is named where it should be", () => {
    expect(compareLanguages(things, { noun: "page", whereFor })).toEqual([
      'content/id/07-metrics/thresholds.mdx: page "07-metrics/thresholds" is missing; content/en/07-metrics/thresholds.mdx has it, so add it in "id" too',
    ]);
  });

  it("an id that stands twice is named", () => {
    expect(findRepeats([...things, things[0]], "page")).toEqual([
      'content/en/07-metrics/roc-auc.mdx: page "07-metrics/roc-auc" stands twice; remove one or rename it',
    ]);
  });
});
