import { globSync, readFileSync } from "node:fs";

export type Language = "en" | "id";
export const languages: readonly Language[] = ["en", "id"];
export type InBoth = Readonly<Record<Language, string>>;

const root = new URL("../../../", import.meta.url);

/** A path with `{l}` where the language stands, such as `content/{l}/glossary.yaml`. */
export const pathIn = (path: string, language: Language): string => path.replace("{l}", language);

export const readCourse = (path: string): string => readFileSync(new URL(path, root), "utf8");

export const listCourse = (pattern: string): readonly string[] => globSync(pattern, { cwd: root }).toSorted();

export const page = (id: string): string => `content/{l}/07-metrics/${id}.mdx`;
export const lab = (slug: string): string => `labs/07-metrics/${slug}/text/{l}.md`;
export const quiz = "content/{l}/07-metrics/quiz.yaml";

export const pageIds: readonly string[] = listCourse("content/en/07-metrics/*.mdx").map((path) => nameOf(path));
export const labSlugs: readonly string[] = listCourse("labs/07-metrics/*/lab.ts").map(
  (path) => path.split("/").at(-2) ?? "",
);

export function nameOf(path: string): string {
  return (path.split("/").at(-1) ?? "").replace(/\.[a-z]+$/, "");
}

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
