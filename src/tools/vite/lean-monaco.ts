import { pathToFileURL } from "node:url";
import type { Plugin } from "vite";

const folder = "/monaco-editor/esm/vs/";

/**
 * Leaves out of Monaco what a lab does not need: TypeScript's libraries other than ES2023 (no DOM: 2.5 MB), the workers that
 * Monaco would start from addresses of its own, since `start-workers.ts` starts them, and the features that TypeScript's side
 * would bring along, since `monaco-parts.ts` names those we want. Monaco's styles come with its code, not with every page: Astro would
 * link the styles of all that a page may ever load.
 */
export function leanMonaco(): Plugin {
  return {
    name: "siklus-lean-monaco",
    config: () => ({ worker: { plugins: () => [leanMonaco()] }, optimizeDeps: { exclude: ["monaco-editor"] } }),
    transform: async (code, file) => {
      const path = file.split("?")[0] ?? "";
      if (!path.includes(folder)) return undefined;
      if (path.endsWith("/typescript/lib/lib.js")) return { code: await onlyEs2023(path), map: null };
      if (path.endsWith("/internal/common/workers.js"))
        return { code: without(code, /^import '[^\n]*';\n/gm, path), map: null };
      if (path.endsWith("/typescript/workerManager.js"))
        return { code: without(code, /createWorker: \(\) => new Worker\([^\n]*,\n/, path), map: null };
      if (path.endsWith("/editorWorkerService.js"))
        return { code: without(code, /esmModuleLocationBundler: [^\n]*,\n/, path), map: null };
      return path.endsWith(".js") ? withOwnStyles(code) : undefined;
    },
  };
}

/** A module that imports a stylesheet brings it as text and adds it to the page when it runs. */
function withOwnStyles(code: string): { code: string; map: null } | undefined {
  let count = 0;
  const result = code.replace(/^import '([^'\n]+\.css)';$/gm, (_, sheet: string) => {
    const name = `siklusStyles${count++}`;
    const add = `document.head.append(Object.assign(document.createElement("style"), { textContent: ${name} }))`;
    return `import ${name} from '${sheet}?inline';\nif (globalThis.document !== undefined) ${add};`;
  });
  return count === 0 ? undefined : { code: result, map: null };
}

/** `lib.es2023.d.ts` and all that it refers to. */
async function onlyEs2023(path: string): Promise<string> {
  const { libFileMap }: { libFileMap: Readonly<Record<string, string>> } = await import(pathToFileURL(path).href);
  const kept: Record<string, string> = {};
  const keep = (name: string) => {
    const text = libFileMap[name];
    if (text === undefined)
      throw new Error(`Monaco's TypeScript has no ${name}; look at src/tools/vite/lean-monaco.ts`);
    if (name in kept) return;
    kept[name] = text;
    for (const [, referred] of text.matchAll(/<reference lib="([\w.]+)"/g)) keep(`lib.${referred}.d.ts`);
  };
  keep("lib.es2023.d.ts");
  return `const libFileMap = ${JSON.stringify(kept)};\nexport { libFileMap };\n`;
}

function without(code: string, part: RegExp, path: string): string {
  if (!part.test(code))
    throw new Error(`${path} has changed: ${part} is not in it; look at src/tools/vite/lean-monaco.ts`);
  return code.replace(part, "");
}
