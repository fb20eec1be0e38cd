import type { Plugin } from "vite";

const folder = "/monaco-editor/esm/vs/";

/**
 * Leaves out of Monaco what a lab does not need: TypeScript's libraries other than ES2023 (no DOM: 2.5 MB), and the workers that
 * Monaco would start from addresses of its own, since `start-workers.ts` starts them.
 */
export function leanMonaco(): Plugin {
  return {
    name: "siklus-lean-monaco",
    config: () => ({ worker: { plugins: () => [leanMonaco()] }, optimizeDeps: { exclude: ["monaco-editor"] } }),
    transform: (code, file) => {
      const path = file.split("?")[0] ?? "";
      if (!path.includes(folder)) return undefined;
      if (path.endsWith("/typescript/lib/lib.js")) return { code: onlyEs2023(code), map: null };
      if (path.endsWith("/typescript/workerManager.js"))
        return { code: without(code, /createWorker: \(\) => new Worker\([^\n]*,\n/, path), map: null };
      if (path.endsWith("/editorWorkerService.js"))
        return { code: without(code, /esmModuleLocationBundler: [^\n]*,\n/, path), map: null };
      return undefined;
    },
  };
}

/** `lib.es2023.d.ts` and all that it refers to. */
function onlyEs2023(code: string): string {
  const lines = new Map<string, string>();
  for (const line of code.split("\n")) {
    const name = /^libFileMap\["(lib\.[\w.]+)"\] = /.exec(line)?.[1];
    if (name !== undefined) lines.set(name, line);
  }
  const kept = new Set<string>();
  const keep = (name: string) => {
    const line = lines.get(name);
    if (line === undefined)
      throw new Error(`Monaco's TypeScript has no ${name}; look at src/tools/vite/lean-monaco.ts`);
    if (kept.has(name)) return;
    kept.add(name);
    for (const [, referred] of line.matchAll(/<reference lib=\\?"([\w.]+)\\?"/g)) keep(`lib.${referred}.d.ts`);
  };
  keep("lib.es2023.d.ts");
  return `const libFileMap = {};\n${[...kept].map((name) => lines.get(name)).join("\n")}\nexport { libFileMap };\n`;
}

function without(code: string, part: RegExp, path: string): string {
  if (!part.test(code))
    throw new Error(`${path} has changed: ${part} is not in it; look at src/tools/vite/lean-monaco.ts`);
  return code.replace(part, "");
}
