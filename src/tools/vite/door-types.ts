import { mkdir, writeFile } from "node:fs/promises";
import { posix } from "node:path";
import ts from "typescript";
import type { Plugin } from "vite";
import { doorNames, doorSource } from "#contract/doors.ts";
import { rootDirectory } from "./bundle-realm.ts";
import { withColumnNames } from "./column-names.ts";

const id = "virtual:siklus/door-types";
const folder = `${rootDirectory}.cache/`;

/**
 * `virtual:siklus/door-types`: the address of what the editor knows of the doors. For each source file that a door leads to, its
 * declarations with their docstrings, by path below the root: `{ "src/engine/metrics/recall.d.ts": "export declare …" }`. A megabyte of
 * data, and no code: whoever needs it fetches it in the thread that does.
 */
export function doorTypes(): Plugin {
  let written: Promise<void> | undefined;
  return {
    name: "siklus-door-types",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: async (loaded) => {
      if (loaded !== `\0${id}`) return undefined;
      written ??= write();
      await written;
      return `export { default } from "/.cache/door-types.json?url&no-inline";`;
    },
    watchChange: (file) => {
      if (file.includes("/src/engine/") || file.includes("/src/lab/")) written = known = undefined;
    },
  };
}

async function write(): Promise<void> {
  const text = JSON.stringify(knownDeclarations());
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}door-types.json`, text);
}

let known: Readonly<Record<string, string>> | undefined;

/** The declarations, read once for the editor's types and the reference until a source changes. */
export function knownDeclarations(): Readonly<Record<string, string>> {
  known ??= declarations();
  return known;
}

/** Declarations of everything that the doors lead to, with imports that name each other by relative path. */
export function declarations(): Readonly<Record<string, string>> {
  const program = ts.createProgram(
    doorNames.map((door) => rootDirectory + doorSource(door)),
    {
      ...compilerOptions(),
      declaration: true,
      emitDeclarationOnly: true,
      noEmit: false,
      rootDir: rootDirectory,
      outDir: rootDirectory,
      stripInternal: true,
    },
  );
  const files: Record<string, string> = {};
  program.emit(undefined, (file, text) => {
    const path = posix.relative(rootDirectory, file);
    files[path] = withColumnNames(path, relativeImports(path, text));
  });
  return files;
}

function compilerOptions(): ts.CompilerOptions {
  const file = `${rootDirectory}tsconfig.json`;
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, rootDirectory).options;
}

const layers = /(from |import\()"(?:#(\w+)\/|(\.\/))([^"]+?)\.ts"/g;

/** `#engine/core/errors.ts` becomes `../core/errors`: the editor's TypeScript knows no layers. */
function relativeImports(path: string, text: string): string {
  return text.replace(layers, (_, before: string, layer: string | undefined, _here, rest: string) => {
    const target = layer === undefined ? `./${rest}` : posix.relative(posix.dirname(path), `src/${layer}/${rest}`);
    return `${before}"${target.startsWith(".") ? target : `./${target}`}"`;
  });
}
