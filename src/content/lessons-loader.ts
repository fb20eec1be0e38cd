import { fileURLToPath } from "node:url";
import { glob, type Loader } from "astro/loaders";
import type { Language } from "#i18n/languages.ts";
import { compareLanguages, languageOf } from "./compare-languages.ts";
import { parseContent } from "./explain-issues.ts";
import { reportProblems } from "./report-problems.ts";
import { lesson } from "./schemas.ts";

type LessonEntry = {
  readonly language: Language;
  readonly key: string;
  readonly file: string;
  readonly order: unknown;
};

/** The pages of all stages; entry ids are `<language>/<stage>/<page>`. */
export function lessonsLoader(): Loader {
  const pages = glob({
    base: "./content",
    pattern: "{en,id}/*/*.mdx",
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ""),
  });
  return {
    name: "siklus-lessons",
    load: async (context) => {
      const root = fileURLToPath(context.config.root);
      // Without this an unchanged file would keep the data of an older schema.
      context.store.clear();
      await pages.load({
        ...context,
        parseData: async ({ id, data, filePath }) => {
          const file = filePath === undefined ? id : filePath.replace(root, "");
          const [, stage, page] = id.split("/");
          // the schema's output is plain data; the loader's type parameter can not express the change of shape
          return {
            ...parseContent(lesson, data, file),
            language: languageOf(id),
            stage,
            page,
          } as unknown as typeof data;
        },
      });
      const entries = context.store.entries().map(([id, entry]): LessonEntry => {
        const [, ...rest] = id.split("/");
        return {
          language: languageOf(id),
          key: rest.join("/"),
          file: entry.filePath ?? id,
          order: entry.data["order"],
        };
      });
      const whereFor = (language: Language, key: string) => `content/${language}/${key}.mdx`;
      const problems = [...compareLanguages(entries, { noun: "page", whereFor }), ...compareOrders(entries)];
      reportProblems({ problems, context });
    },
  };
}

function compareOrders(entries: readonly LessonEntry[]): string[] {
  const english = new Map(entries.filter((entry) => entry.language === "en").map((entry) => [entry.key, entry]));
  const places = new Map<string, string>();
  return entries.flatMap((entry) => {
    const problems: string[] = [];
    const original = english.get(entry.key);
    if (original !== undefined && original.order !== entry.order) {
      problems.push(`${entry.file}: order is ${entry.order}; make it ${original.order} as in ${original.file}`);
    }
    const place = `${entry.language}/${entry.key.split("/")[0]}#${entry.order}`;
    const taken = places.get(place);
    if (taken !== undefined)
      problems.push(`${entry.file}: order ${entry.order} is taken by ${taken}; give each page of a stage its own`);
    places.set(place, entry.file);
    return problems;
  });
}
