import type { LoaderContext } from "astro/loaders";

/** A build stops at the first collection with problems; while one writes (dev server) they are shown and the rest goes on. */
export function reportProblems({ problems, context }: { problems: readonly string[]; context: LoaderContext }): void {
  if (problems.length === 0) return;
  if (context.watcher === undefined) throw new Error(problems.join("\n"));
  for (const problem of problems) context.logger.error(problem);
}
