import { type CollectionEntry, getCollection } from "astro:content";
import type { Language } from "#i18n/languages.ts";

export type LessonData = CollectionEntry<"lessons">["data"];
export type StageData = CollectionEntry<"stages">["data"];
export type LabData = CollectionEntry<"labs">["data"];

/** The eight stages of one language in order. */
export async function stagesOf(language: Language): Promise<readonly StageData[]> {
  const stages = await getCollection("stages", ({ data }) => data.language === language);
  return stages.map(({ data }) => data).sort((a, b) => a.number - b.number);
}

export async function stageOf(language: Language, id: string): Promise<StageData> {
  const stage = (await stagesOf(language)).find((one) => one.id === id);
  if (stage === undefined)
    throw new Error(`content/${language}/stages.yaml: stage "${id}" is missing; add it or rename its folder`);
  return stage;
}

/** The pages of a stage in reading order. */
export async function lessonsOf(language: Language, stage: string): Promise<readonly LessonData[]> {
  const lessons = await getCollection("lessons", ({ data }) => data.language === language && data.stage === stage);
  return lessons.map(({ data }) => data).sort((a, b) => a.order - b.order);
}

/** The labs of a stage in their order. */
export async function labsOf(stage: string): Promise<readonly LabData[]> {
  const labs = await getCollection("labs", ({ data }) => data.stage === stage);
  return labs.map(({ data }) => data).sort((a, b) => a.manifest.order - b.manifest.order);
}
