import { type Language, languages, otherLanguage } from "#i18n/languages.ts";

export type Keyed = { readonly language: Language; readonly key: string; readonly file: string };

/** What one language has and the other lacks: one line each. `whereFor` says in which file the absent thing belongs. */
export function compareLanguages(
  things: readonly Keyed[],
  { noun, whereFor }: { noun: string; whereFor: (language: Language, key: string) => string },
): string[] {
  const known = new Set(things.map((thing) => `${thing.language} ${thing.key}`));
  return things
    .filter((thing) => !known.has(`${otherLanguage(thing.language)} ${thing.key}`))
    .map((thing) => {
      const lacking = otherLanguage(thing.language);
      return `${whereFor(lacking, thing.key)}: ${noun} "${thing.key}" is missing; ${thing.file} has it, so add it in "${lacking}" too`;
    });
}

/** Ids that stand twice in one language. */
export function findRepeats(things: readonly Keyed[], noun: string): string[] {
  const seen = new Set<string>();
  return things.flatMap((thing) => {
    const name = `${thing.language} ${thing.key}`;
    if (seen.has(name)) return [`${thing.file}: ${noun} "${thing.key}" stands twice; remove one or rename it`];
    seen.add(name);
    return [];
  });
}

export function languageOf(path: string): Language {
  const language = languages.find((one) => path.startsWith(`${one}/`) || path.includes(`/${one}/`));
  if (language === undefined)
    throw new Error(`${path}: no language in the path; put the file under content/en or content/id`);
  return language;
}
