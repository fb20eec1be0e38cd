import { readFile } from "node:fs/promises";
import { findLabs, labsDirectory } from "#tools/labs/find-labs.ts";

export type Secret = { readonly of: string; readonly text: string };

const shortestTelling = 36;

/** Texts that no run may show: canaries, and telling lines of solutions and checks that no starter holds. */
export async function readSecrets(): Promise<readonly Secret[]> {
  const secrets: Secret[] = [];
  for (const id of await findLabs()) {
    const read = (file: string): Promise<string> => readFile(`${labsDirectory}${id}/${file}`, "utf8");
    const starter = await read("starter.ts");
    const hidden = await read("hidden.ts");
    const canary = /siklus-canary-[0-9a-f]{32}/.exec(hidden)?.[0];
    if (canary === undefined) throw new Error(`labs/${id}/hidden.ts has no canary`);
    secrets.push({ of: `labs/${id}/hidden.ts`, text: canary });
    for (const [file, text] of [
      ["solution.ts", await read("solution.ts")],
      ["checks.ts", await read("checks.ts")],
      ["hidden.ts", hidden],
    ] as const) {
      for (const line of text.split("\n").map((one) => one.trim())) {
        if (line.length >= shortestTelling && !line.startsWith("import ") && !starter.includes(line))
          secrets.push({ of: `labs/${id}/${file}`, text: line });
      }
    }
  }
  return secrets;
}

/** The secrets in `shown` that the submission did not bring itself. Text in JSON is looked at with its escapes undone. */
export function secretsIn(shown: string, secrets: readonly Secret[], own: string): readonly Secret[] {
  const plain = shown.replace(/\\n/g, "\n").replace(/\\(["\\])/g, "$1");
  return secrets.filter(({ text }) => (plain.includes(text) || shown.includes(text)) && !own.includes(text));
}
