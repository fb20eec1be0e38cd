import { readdir, readFile } from "node:fs/promises";
import { type LabId, labId } from "#contract/lab.ts";

/** How a run may end without harm: the verdict's `stopped.reason`, else "fail" or "error". */
export const endings = [
  "fail",
  "error",
  "learner-error",
  "time-limit",
  "memory-limit",
  "crashed",
  "stopped",
  "internal",
] as const;
export type Ending = (typeof endings)[number];

/** Code that tries to cheat, escape or starve, as `test/attacks/submissions/*.ts` holds it. */
export type Submission = {
  readonly file: string;
  readonly lab: LabId;
  readonly checks: "visible" | "hidden";
  /** How it must end, which shows that it was defeated and not merely misspelt. */
  readonly ends: readonly Ending[];
  readonly source: string;
};

export type CorrectAnswer = { readonly file: string; readonly lab: LabId; readonly source: string };

const folder = new URL("./", import.meta.url);
const stage = "07-metrics";

/**
 * The head of a submission, a comment a line:
 * `// threat: <row of docs/threat-model.md> — what it tries`, `// ends: fail|time-limit`, and where they differ from the usual
 * `// lab: 07-metrics/auc-by-rank` and `// checks: hidden`. In the text, a comment `repeat 5000 (` stands for 5000 brackets.
 */
export async function readSubmissions(): Promise<readonly Submission[]> {
  const files = (await readdir(new URL("submissions/", folder))).filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(
    files.map(async (name) => {
      const file = `test/attacks/submissions/${name}`;
      const text = await readFile(new URL(`submissions/${name}`, folder), "utf8");
      if (!/^\/\/ threat: \d+(, \d+)* — .{10,}/.test(text))
        throw new Error(`${file}: line 1 must be "// threat: <row> — what it tries"`);
      const field = (key: string): string | undefined => new RegExp(`^// ${key}: (.+)$`, "m").exec(text)?.[1]?.trim();
      return {
        file,
        lab: labId.parse(field("lab") ?? `${stage}/fish-matrix`),
        checks: field("checks") === "hidden" ? "hidden" : "visible",
        ends: (field("ends") ?? "").split("|").map((word) => parseEnding(word, file)),
        source: text.replace(/\/\*repeat (\d+) (.*?)\*\//gs, (_, times, part) => part.repeat(Number(times))),
      };
    }),
  );
}

/** `test/attacks/correct/<lab>/*.ts`: answers that are right and look like none of ours. */
export async function readCorrectAnswers(): Promise<readonly CorrectAnswer[]> {
  const answers: CorrectAnswer[] = [];
  for (const lab of (await readdir(new URL("correct/", folder))).sort()) {
    for (const name of (await readdir(new URL(`correct/${lab}/`, folder))).sort()) {
      const source = await readFile(new URL(`correct/${lab}/${name}`, folder), "utf8");
      answers.push({ file: `test/attacks/correct/${lab}/${name}`, lab: labId.parse(`${stage}/${lab}`), source });
    }
  }
  return answers;
}

function parseEnding(word: string, file: string): Ending {
  const ending = endings.find((one) => one === word);
  if (ending === undefined) throw new Error(`${file}: "// ends:" takes ${endings.join(", ")}, got "${word}"`);
  return ending;
}
