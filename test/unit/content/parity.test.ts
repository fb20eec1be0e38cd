import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { QuizQuestion } from "#contract/quiz.ts";
import {
  type Language,
  lab,
  labSlugs,
  languages,
  listCourse,
  nameOf,
  page,
  pageIds,
  pathIn,
  readCourse,
} from "./course-text.ts";
import { readQuiz } from "./read-quiz.ts";

type Entry = { readonly id: string; readonly term: string; readonly seeAlso?: readonly string[] };

const textOf = (file: string, language: Language): string => readCourse(pathIn(file, language));
const bodyOf = (text: string): string => text.replace(/^---\n[\s\S]*?\n---\n/, "");
const glossaryOf = (language: Language): readonly Entry[] => parse(textOf("content/{l}/glossary.yaml", language)).terms;
const termIds = new Set(glossaryOf("en").map(({ id }) => id));
const explorables = ["SortFish", "ImbalanceSlider", "ThresholdExplorer", "RocWalk", "OutlierDrag"];

/** Headings, components and list items in their order, without the words of one language. */
function skeletonOf(text: string): readonly string[] {
  const body = bodyOf(text);
  const parts = body.matchAll(/^#{1,6} |<(?:\/?[A-Z]\w*)[^>]*>|^(?:-|\d+\.) |^\|/gm);
  return [...parts].map(([part]) => part.replaceAll(/ (?:label|title|summary)="[^"]*"/g, "").trim());
}

const blocksOf = (text: string): readonly string[] =>
  bodyOf(text)
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== "");
const uses = (text: string, component: string, attribute: string): readonly string[] =>
  [...text.matchAll(new RegExp(`<${component} ${attribute}="([^"]+)"`, "g"))].map(([, id]) => id ?? "");

describe("pages", () => {
  test("are the same in both languages", () => {
    const [english, indonesian] = languages.map((language) =>
      listCourse(`content/${language}/07-metrics/*.mdx`).map(nameOf),
    );
    expect(indonesian).toEqual(english);
    expect(english).toHaveLength(9);
  });

  describe.each(pageIds)("%s", (id) => {
    const [english, indonesian] = languages.map((language) => textOf(page(id), language));
    const texts = [english ?? "", indonesian ?? ""] as const;

    test("has the same headings, components, formulas, lists and tables in the same order", () => {
      expect(skeletonOf(texts[1])).toEqual(skeletonOf(texts[0]));
    });

    test("has paragraphs one to one", () => {
      expect(blocksOf(texts[1]).length).toBe(blocksOf(texts[0]).length);
    });

    test("explains only terms that the glossary has", () => {
      expect(uses(texts[0], "Term", "id").filter((term) => !termIds.has(term))).toEqual([]);
    });

    test.each(languages)(
      "begins in %s with its explorable, if it has one, and ends with what to remember",
      (language) => {
        const blocks = blocksOf(textOf(page(id), language));
        const isMoved = (block: string): boolean => explorables.some((name) => block.startsWith(`<${name}`));
        if (blocks.some(isMoved))
          expect(blocks.slice(0, 2).some(isMoved), `${id}: explorable in the first two blocks`).toBe(true);
        expect(blocks.at(-1)).toMatch(/^<Remember>|<\/Remember>$/);
      },
    );

    test("states the same numbers in its front matter", () => {
      const [own, other] = texts.map((text) => text.match(/^(?:order|minutes): \d+$/gm));
      expect(other).toEqual(own);
    });
  });

  test("at least six of nine give something to move before long text", () => {
    const withOne = pageIds.filter((id) => explorables.some((name) => textOf(page(id), "en").includes(`<${name}`)));
    expect(withOne.length).toBeGreaterThanOrEqual(6);
  });
});

describe("labs", () => {
  test("stand on exactly one page each, and every lab named exists", () => {
    const placed = pageIds.flatMap((id) => uses(textOf(page(id), "en"), "Lab", "id"));
    expect(placed.toSorted()).toEqual(labSlugs.map((slug) => `07-metrics/${slug}`));
  });

  test.each(labSlugs)("%s has the same keys, lists, code and fill-ins in both languages", (slug) => {
    const [english, indonesian] = languages.map((language) => shapeOf(textOf(lab(slug), language)));
    expect(indonesian).toEqual(english);
  });
});

/** Keys of the front matter, how many hints, and of every text its fill-ins and code, in any order. */
function shapeOf(text: string) {
  const data: Record<string, unknown> = parse(/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? "");
  return { data: marksOf(data), body: skeletonOf(text), marks: marksIn(bodyOf(text)) };
}

function marksOf(value: unknown): unknown {
  if (typeof value === "string") return marksIn(value);
  if (Array.isArray(value)) return value.map(marksOf);
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, entry]) => [key, marksOf(entry)]));
}

const marksIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/`[^`]+`|\{\w+\}/g)].map(([mark]) => mark))].toSorted();

describe("quiz", () => {
  const [english, indonesian] = languages.map((language) => readQuiz(language).map(bonesOf));

  test("has the same questions, kinds, right answers, figures and pages to reread", () => {
    expect(indonesian).toEqual(english);
  });

  test("has at least eight questions, each sending back to a page that exists", () => {
    const questions = readQuiz("en");
    expect(questions.length).toBeGreaterThanOrEqual(8);
    expect(questions.filter(({ reread }) => !pageIds.includes(reread?.split("#")[0] ?? ""))).toEqual([]);
  });
});

function bonesOf(question: QuizQuestion) {
  const { id, kind, reread } = question;
  const head = { id, kind, reread };
  switch (question.kind) {
    case "number":
      return {
        ...head,
        answer: question.answer,
        tolerance: question.tolerance,
        wrong: question.wrong.map(({ near }) => near),
      };
    case "order":
      return { ...head, items: question.items.map((item) => item.id) };
    case "match":
      return { ...head, pairs: question.pairs.map((pair) => pair.id) };
    case "chart":
      return { ...head, options: rightsOf(question.options), figure: drawingOf(question.figure) };
    case "choice":
    case "many":
      return { ...head, options: rightsOf(question.options) };
  }
}

const rightsOf = (options: readonly { readonly id: string; readonly right?: true | undefined }[]) =>
  options.map(({ id, right }) => ({ id, right: right === true }));

function drawingOf(figure: Extract<QuizQuestion, { kind: "chart" }>["figure"]) {
  if (figure.kind === "roc") return figure.curves.map(({ points }) => points);
  return figure.kind === "matrix" ? figure.rows : figure.bars.map(({ value }) => value);
}

describe("glossary", () => {
  test("has the same ids and see-alsos in the same order", () => {
    const [english, indonesian] = languages.map((language) =>
      glossaryOf(language).map(({ id, seeAlso }) => ({ id, seeAlso })),
    );
    expect(indonesian).toEqual(english);
  });

  test("points only to terms it has", () => {
    expect(
      glossaryOf("en")
        .flatMap(({ seeAlso }) => seeAlso ?? [])
        .filter((id) => !termIds.has(id)),
    ).toEqual([]);
  });
});

test("stages are the same eight in both languages", () => {
  type Stage = { readonly id: string; readonly written?: boolean };
  const [english, indonesian] = languages.map((language) => {
    const { stages }: { stages: readonly Stage[] } = parse(textOf("content/{l}/stages.yaml", language));
    return stages.map(({ id, written }) => ({ id, written }));
  });
  expect(indonesian).toEqual(english);
});
