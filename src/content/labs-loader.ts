import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Loader, LoaderContext } from "astro/loaders";
import { readLab } from "./read-lab.ts";
import { reportProblems } from "./report-problems.ts";

/** Every folder `labs/<stage>/<slug>` with a `lab.ts`; entry ids are lab ids, `07-metrics/fish-matrix`. */
export function labsLoader(): Loader {
  return {
    name: "siklus-labs",
    load: async (context) => {
      await load(context);
      context.watcher?.on("all", (_event, path) => {
        if (/\/labs\/\d\d-[^/]+\/[^/]+\/(lab\.ts|starter\.ts|solution\.ts|text\/|data\/)/.test(path))
          void load(context);
      });
    },
  };
}

async function load(context: LoaderContext): Promise<void> {
  const root = fileURLToPath(context.config.root);
  const render = async (markdown: string) => (await context.renderMarkdown(markdown)).html;
  const problems: string[] = [];
  context.store.clear();
  for (const file of globSync("labs/[0-9]*/*/lab.ts", { cwd: root }).sort()) {
    const folder = file.replace(/\/lab\.ts$/, "");
    try {
      const lab = await readLab({ root, folder, render });
      context.store.set({ id: lab.labId, data: { ...lab }, filePath: file });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push(message.startsWith(folder) || message.startsWith("labs/") ? message : `${folder}: ${message}`);
    }
  }
  reportProblems({ problems, context });
}
