import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Loader, LoaderContext } from "astro/loaders";
import type { z } from "zod";
import { type Language, languages } from "#i18n/languages.ts";
import { compareLanguages, findRepeats, type Keyed } from "./compare-languages.ts";
import { parseContent } from "./explain-issues.ts";
import { readYaml } from "./read-yaml.ts";
import { reportProblems } from "./report-problems.ts";

type Options<Schema extends z.ZodType> = {
  /** For the messages: "term". */
  readonly noun: string;
  /** Below `content/<language>/`; `*` stands for a folder. */
  readonly path: string;
  readonly schema: Schema;
  /** What one file holds, each with the key that both languages share. */
  readonly split: (parsed: z.output<Schema>, folder: string) => readonly Item[];
};

/** `parts` are ids inside one item that both languages must have as well. */
type Item = { readonly key: string; readonly data: Record<string, unknown>; readonly parts?: readonly string[] };

/** YAML files of both languages as one collection; entry ids are `<language>/<key>`. */
export function listLoader<Schema extends z.ZodType>(options: Options<Schema>): Loader {
  return {
    name: `siklus-${options.noun}`,
    load: async (context) => {
      load(options, context);
      const suffix = options.path.split("/").at(-1) ?? options.path;
      context.watcher?.on("change", (path) => {
        if (path.endsWith(`/${suffix}`)) load(options, context);
      });
    },
  };
}

function load<Schema extends z.ZodType>(options: Options<Schema>, context: LoaderContext): void {
  const root = fileURLToPath(context.config.root);
  const problems: string[] = [];
  const found: (Keyed & Item)[] = [];
  for (const language of languages) {
    for (const file of filesOf(root, language, options.path)) {
      try {
        const parsed = parseContent(
          options.schema,
          readYaml({ text: readFileSync(`${root}${file}`, "utf8"), file }),
          file,
        );
        const items = options.split(parsed, file.split("/").at(-2) ?? "");
        found.push(...items.map((item) => ({ language, file, ...item })));
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  const whereFor = (language: Language, key: string) => `content/${language}/${options.path.replace("*", key)}`;
  if (problems.length === 0) {
    const parts = found.flatMap(({ language, key, file, parts = [] }) =>
      parts.map((part) => ({ language, file, key: `${key}: ${part}` })),
    );
    const wherePart = (language: Language, key: string) => whereFor(language, key.split(":")[0] ?? key);
    problems.push(...findRepeats(found, options.noun), ...compareLanguages(found, { noun: options.noun, whereFor }));
    problems.push(...compareLanguages(parts, { noun: `part of ${options.noun}`, whereFor: wherePart }));
  }
  context.store.clear();
  for (const { language, key, file, data } of found) {
    context.store.set({ id: `${language}/${key}`, data: { ...data, language }, filePath: file });
  }
  reportProblems({ problems, context });
}

function filesOf(root: string, language: Language, path: string): string[] {
  const pattern = `content/${language}/${path}`;
  if (!pattern.includes("*")) return existsSync(`${root}${pattern}`) ? [pattern] : [];
  return globSync(pattern, { cwd: root }).sort();
}
