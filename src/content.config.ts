import { defineCollection } from "astro:content";
import { z } from "astro/zod";
import { type QuizQuestion, quiz } from "#contract/quiz.ts";
import type { Language } from "#i18n/languages.ts";
import type { LabEntry } from "./content/lab-entry.ts";
import { labsLoader } from "./content/labs-loader.ts";
import { lessonsLoader } from "./content/lessons-loader.ts";
import { listLoader } from "./content/list-loader.ts";
import { type GlossaryTerm, glossary, type Lesson, type Stage, stages } from "./content/schemas.ts";

/** The loaders have parsed the data already and said what is wrong in one line; here it only gets its type. */
function parsed<Data>() {
  return z.custom<Data>((value) => typeof value === "object" && value !== null);
}

export const collections = {
  lessons: defineCollection({
    loader: lessonsLoader(),
    schema: parsed<Lesson & { language: Language; stage: string; page: string }>(),
  }),
  stages: defineCollection({
    loader: listLoader({
      noun: "stage",
      path: "stages.yaml",
      schema: stages,
      split: ({ stages }) => stages.map((stage, index) => ({ key: stage.id, data: { ...stage, number: index + 1 } })),
    }),
    schema: parsed<Stage & { language: Language; number: number }>(),
  }),
  glossary: defineCollection({
    loader: listLoader({
      noun: "term",
      path: "glossary.yaml",
      schema: glossary,
      split: ({ terms }) => terms.map((term) => ({ key: term.id, data: term, parts: term.seeAlso })),
    }),
    schema: parsed<GlossaryTerm & { language: Language }>(),
  }),
  quizzes: defineCollection({
    loader: listLoader({
      noun: "quiz",
      path: "*/quiz.yaml",
      schema: quiz,
      split: ({ questions }, stage) => [{ key: stage, data: { stage, questions }, parts: questions.flatMap(partsOf) }],
    }),
    schema: parsed<{ language: Language; stage: string; questions: readonly QuizQuestion[] }>(),
  }),
  labs: defineCollection({ loader: labsLoader(), schema: parsed<LabEntry>() }),
};

function partsOf(question: QuizQuestion): string[] {
  const inside =
    question.kind === "order"
      ? question.items
      : question.kind === "match"
        ? question.pairs
        : question.kind === "number"
          ? []
          : question.options;
  return [question.id, ...inside.map((one) => `${question.id}/${one.id}`)];
}
