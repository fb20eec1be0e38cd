import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { type LabText, labText } from "#contract/lab.ts";
import type { LabFolder } from "./lab-folder.ts";
import type { Problem } from "./problem.ts";

const languages = ["en", "id"] as const;

/** Both texts of a lab are there, whole, about the same things, and about everything that the lab has. */
export async function checkTexts(folder: LabFolder, messageSources: string): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const texts = new Map<string, LabText>();
  for (const language of languages) {
    const file = `labs/${folder.id}/text/${language}.md`;
    const read = await readText(folder, language);
    if ("problem" in read) {
      problems.push({ file, ...read.problem });
      continue;
    }
    texts.set(language, read.text);
    problems.push(...aboutTheLab({ file, text: read.text, task: read.task, folder, messageSources }));
  }
  const en = texts.get("en");
  const id = texts.get("id");
  if (en !== undefined && id !== undefined) problems.push(...alike({ file: `labs/${folder.id}/text/id.md`, en, id }));
  return problems;
}

type Read = { readonly text: LabText; readonly task: string } | { readonly problem: Omit<Problem, "file"> };

async function readText(folder: LabFolder, language: string): Promise<Read> {
  const path = `${folder.directory}/text/${language}.md`;
  if (!existsSync(path))
    return { problem: { what: "is missing", remedy: "write the task and its words in this language" } };
  const [, frontMatter, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(await readFile(path, "utf8")) ?? [];
  if (frontMatter === undefined || body === undefined) {
    return {
      problem: { what: "has no front matter", remedy: "begin with --- and the fields title, summary, checks …" },
    };
  }
  if (body.trim() === "") return { problem: { what: "has no task", remedy: "write the task below the front matter" } };
  let fields: unknown;
  try {
    fields = parse(frontMatter);
  } catch (error) {
    const remedy = 'quote a text that holds ": " or begins with a sign';
    return { problem: { what: `front matter is no YAML (${String(error).split("\n")[0]})`, remedy } };
  }
  const parsed = labText.safeParse(fields);
  if (parsed.success) return { text: parsed.data, task: body };
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "front matter"}: ${message}`);
  return { problem: { what: "has wrong fields", remedy: issues.join("; ") } };
}

function aboutTheLab({
  file,
  text,
  task,
  folder,
  messageSources,
}: {
  readonly file: string;
  readonly text: LabText;
  readonly task: string;
  readonly folder: LabFolder;
  readonly messageSources: string;
}): readonly Problem[] {
  const problems: Problem[] = [];
  const compare = (field: "checks" | "mistakes", wanted: readonly string[], place: string): void => {
    for (const key of wanted) {
      if (!Object.hasOwn(text[field], key))
        problems.push({ file, what: `${field} lacks ${key}`, remedy: `${place} has it: add its words` });
    }
    for (const key of Object.keys(text[field])) {
      if (!wanted.includes(key))
        problems.push({
          file,
          what: `${field}.${key} belongs to nothing`,
          remedy: `${place} has no such name: take it out`,
        });
    }
  };
  compare(
    "checks",
    folder.checks.map(({ id }) => id),
    "checks.ts",
  );
  compare(
    "mistakes",
    folder.mistakes.map(({ name }) => name),
    "mistakes/",
  );
  for (const key of Object.keys(text.messages)) {
    if (!messageSources.includes(`"${key}"`)) {
      problems.push({ file, what: `messages.${key} is never said`, remedy: "use it in checks.ts or take it out" });
    }
  }
  const fillIn = [
    task,
    text.title,
    text.summary,
    text.solution,
    ...text.hints,
    ...Object.values(text.checks),
    ...Object.values(text.mistakes),
  ];
  if (fillIn.some((words) => words.includes("FILL IN"))) {
    problems.push({ file, what: "still says FILL IN", remedy: "write the words that stand for it" });
  }
  return problems;
}

function alike({
  file,
  en,
  id,
}: {
  readonly file: string;
  readonly en: LabText;
  readonly id: LabText;
}): readonly Problem[] {
  const problems: Problem[] = [];
  for (const field of ["checks", "messages", "mistakes"] as const) {
    for (const key of new Set([...Object.keys(en[field]), ...Object.keys(id[field])])) {
      const [ours, theirs] = [en[field][key], id[field][key]];
      if (ours === undefined || theirs === undefined) {
        const missing = ours === undefined ? "en.md" : "id.md";
        problems.push({
          file,
          what: `${field}.${key} is not in ${missing}`,
          remedy: "give both languages the same keys",
        });
      } else if (placeholders(ours) !== placeholders(theirs)) {
        const what = `${field}.${key} has the facts ${placeholders(theirs) || "none"}`;
        problems.push({ file, what, remedy: `en.md has ${placeholders(ours) || "none"}: use the same in both` });
      }
    }
  }
  if (en.hints.length !== id.hints.length) {
    problems.push({
      file,
      what: `has ${id.hints.length} hints`,
      remedy: `en.md has ${en.hints.length}: write as many`,
    });
  }
  return problems;
}

export function placeholders(words: string): string {
  return [...new Set(words.match(/\{[a-zA-Z]\w*\}/g))].sort().join(" ");
}

/** The English messages of a lab, to compare with what its checks really say. */
export async function readMessages(folder: LabFolder): Promise<Readonly<Record<string, string>>> {
  const read = await readText(folder, "en");
  return "text" in read ? read.text.messages : {};
}
