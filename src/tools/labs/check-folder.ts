import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { LabId } from "#contract/lab.ts";
import { dataPath, type LabFolder } from "./lab-folder.ts";
import { checkTexts } from "./lab-text.ts";
import type { Problem } from "./problem.ts";

const required = ["lab.ts", "starter.ts", "solution.ts", "checks.ts", "hidden.ts", "text/en.md", "text/id.md"];
const minMistakes = 3;

/** Files that are not there: found before anything is imported. */
export function missingFiles(id: LabId, directory: string): readonly Problem[] {
  return required
    .filter((file) => !existsSync(`${directory}/${file}`))
    .map((file) => ({
      file: `labs/${id}/${file}`,
      what: "is missing",
      remedy: "every lab has it (docs/decisions/0002)",
    }));
}

/** What can be seen without running anything. */
export async function checkFolder(folder: LabFolder): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const at = (file: string, what: string, remedy: string): void => {
    problems.push({ file: `labs/${folder.id}/${file}`, what, remedy });
  };
  if (!/^siklus-canary-[0-9a-f]{32}$/.test(folder.hidden.canary)) {
    at(
      "hidden.ts",
      `canary "${folder.hidden.canary}" is none`,
      'the first argument is "siklus-canary-" and 32 hexadecimal digits of chance',
    );
  }
  const ids = [...folder.checks, ...folder.hidden.checks].map(({ id }) => id);
  for (const id of new Set(ids)) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
      at("checks.ts", `check id "${id}" is none`, "use lower-case words joined by hyphens");
    if (ids.filter((other) => other === id).length > 1)
      at("checks.ts", `check id ${id} is used twice`, "give each check of the lab its own id");
  }
  if (folder.checks.length === 0) at("checks.ts", "has no check", "write at least one");
  if (folder.hidden.checks.length === 0) at("hidden.ts", "has no check", "write at least one, on data made from rng");
  if (folder.mistakes.length < minMistakes) {
    at(
      "mistakes/",
      `has ${folder.mistakes.length} mistakes`,
      `write at least ${minMistakes} misconceptions that learners really have`,
    );
  }
  for (const { file } of folder.manifest.data) {
    if (dataPath(folder.id, file) === undefined)
      at("lab.ts", `names ${file}, which is nowhere`, "put it into the lab's data/ or labs/data/");
  }
  const sources = `${await readFile(`${folder.directory}/checks.ts`, "utf8")}${await readFile(`${folder.directory}/hidden.ts`, "utf8")}`;
  problems.push(...(await checkTexts(folder, sources)));
  return problems;
}

/** Each lab has a canary of its own, so that a leak says whose it is. */
export function checkCanaries(folders: readonly LabFolder[]): readonly Problem[] {
  const seen = new Map<string, LabId>();
  const problems: Problem[] = [];
  for (const { id, hidden } of folders) {
    const other = seen.get(hidden.canary);
    if (other !== undefined)
      problems.push({ file: `labs/${id}/hidden.ts`, what: `has the canary of ${other}`, remedy: "make a new one" });
    seen.set(hidden.canary, id);
  }
  return problems;
}
