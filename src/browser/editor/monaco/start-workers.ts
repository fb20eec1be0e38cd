type Environment = { getWorker: (moduleId: string, label: string) => Worker };

/** Workers of Monaco from the site's own hashed files, so that no blob: address is needed. */
export function startWorkers(): void {
  const environment: Environment = {
    getWorker: (_, label) => (label === "typescript" ? startTypeScript() : startEditorWorker()),
  };
  Object.assign(globalThis, { MonacoEnvironment: environment });
}

/** One script, two uses: Monaco's language service, and the answer to one `checkTypes`. */
export function startTypeScript(): Worker {
  return new Worker(new URL("./typescript-worker.ts", import.meta.url), { type: "module", name: "typescript" });
}

function startEditorWorker(): Worker {
  return new Worker(new URL("./editor-worker.ts", import.meta.url), { type: "module", name: "editor" });
}
