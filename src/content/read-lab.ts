import { existsSync, readFileSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { columnTypes, readCsv } from "siklus/data";
import { type LabManifest, labManifest, labText } from "#contract/lab.ts";
import { type Language, languages } from "#i18n/languages.ts";
import { parseContent } from "./explain-issues.ts";
import type { LabDataEntry, LabEntry, LabWords } from "./lab-entry.ts";
import { readFrontMatter } from "./read-yaml.ts";

type RenderMarkdown = (markdown: string) => Promise<string>;
type Place = { readonly root: string; readonly folder: string };

/** One folder `labs/<stage>/<slug>` as an entry; any fault throws an error that names file, field and remedy. */
export async function readLab({ root, folder, render }: Place & { render: RenderMarkdown }): Promise<LabEntry> {
  const [, stage = "", slug = ""] = folder.split("/");
  const manifest = await readManifest({ root, folder });
  const words = async (language: Language) => readWords({ file: `${folder}/text/${language}.md`, root, render });
  const text: Record<Language, LabWords> = { en: await words("en"), id: await words("id") };
  const problems = languages.flatMap((language) => compareKeys({ text, language, folder }));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    labId: `${stage}/${slug}`,
    stage,
    slug,
    manifest,
    starter: readPart({ root, file: `${folder}/starter.ts` }),
    solution: readPart({ root, file: `${folder}/solution.ts` }),
    data: manifest.data.map((one) => readData({ root, folder, ...one })),
    text,
  };
}

async function readManifest({ root, folder }: Place): Promise<LabManifest> {
  const file = `${folder}/lab.ts`;
  const { mtimeMs } = statSync(`${root}${file}`);
  // The time of change defeats the module cache while an author edits.
  const module: { default?: unknown } = await import(
    /* @vite-ignore */ `${pathToFileURL(`${root}${file}`).href}?v=${mtimeMs}`
  );
  if (module.default === undefined)
    throw new Error(`${file}: default export is missing; write export default defineLab({ … })`);
  return parseContent(labManifest, module.default, file);
}

async function readWords({
  root,
  file,
  render,
}: {
  root: string;
  file: string;
  render: RenderMarkdown;
}): Promise<LabWords> {
  const { data, body } = readFrontMatter({ text: readPart({ root, file }), file });
  const words = parseContent(labText, data, file);
  if (body.trim() === "") throw new Error(`${file}: the task is missing; write it below the front matter`);
  const inline = async (markdown: string) => withoutParagraph(await render(markdown));
  const each = async (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      await Promise.all(Object.entries(texts).map(async ([key, text]) => [key, await inline(text)] as const)),
    );
  return {
    title: words.title,
    summary: words.summary,
    task: await render(body),
    checks: await each(words.checks),
    messages: await each(words.messages),
    hints: await Promise.all(words.hints.map(inline)),
    mistakes: await each(words.mistakes),
    solution: await inline(words.solution),
  };
}

function readData({ root, folder, file, origin, licence }: Place & LabManifest["data"][number]): LabDataEntry {
  const path = [`${folder}/data/${file}`, `labs/data/${file}`].find((one) => existsSync(`${root}${one}`));
  if (path === undefined)
    throw new Error(`${folder}/lab.ts: data names ${file}; put it into ${folder}/data or labs/data`);
  const table = readCsv(readFileSync(`${root}${path}`));
  const columns = Object.entries(columnTypes(table)).map(([name, type]) => ({ name, type }));
  return { file, origin, licence, path, rowCount: table.rowCount, columns };
}

function readPart({ root, file }: { root: string; file: string }): string {
  if (!existsSync(`${root}${file}`)) throw new Error(`${file}: the file is missing; every lab has one`);
  return readFileSync(`${root}${file}`, "utf8");
}

function compareKeys({
  text,
  language,
  folder,
}: {
  text: Record<Language, LabWords>;
  language: Language;
  folder: string;
}): string[] {
  const [here, there] = language === "en" ? [text.en, text.id] : [text.id, text.en];
  const file = `${folder}/text/${language}.md`;
  const missing = (["checks", "messages", "mistakes"] as const).flatMap((field) =>
    Object.keys(there[field]).flatMap((key) =>
      key in here[field] ? [] : [`${file}: ${field}.${key} is missing; the other language has it`],
    ),
  );
  if (here.hints.length >= there.hints.length) return missing;
  return [
    ...missing,
    `${file}: hints has ${here.hints.length}; give as many as the other language, ${there.hints.length}`,
  ];
}

/** `<p>One paragraph</p>` becomes inline; several stay blocks. */
function withoutParagraph(html: string): string {
  const match = /^\s*<p>([\s\S]*)<\/p>\s*$/.exec(html);
  return match?.[1] === undefined || match[1].includes("<p>") ? html.trim() : match[1];
}
