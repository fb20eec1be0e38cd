import doorTypesUrl from "virtual:siklus/door-types";
import { compilerOptions } from "./compiler-options.ts";
import type { DataTypes, Diagnostic } from "./editor.ts";
import { labLibraries, labModulePath, type TypeLibrary } from "./type-libraries.ts";

export type CheckRequest = {
  readonly code: string;
  readonly file: string;
  /** Where the declarations of the doors are; the worker fetches them once. */
  readonly doorTypesUrl: string;
  readonly labLibraries: readonly TypeLibrary[];
  readonly compilerOptions: typeof compilerOptions;
};

type Lab = { readonly labId: string; readonly doors: readonly string[]; readonly dataTypes: DataTypes };
type Answer = { readonly id: number } & (
  | { readonly diagnostics: readonly Diagnostic[] }
  | { readonly problem: string }
);

let worker: Promise<Worker> | undefined;
let asked = 0;

/** Type errors of a lab's code without Monaco: loads TypeScript (about a megabyte) into a worker at the first call and keeps it. */
export async function checkTypes(code: string, lab: Lab): Promise<readonly Diagnostic[]> {
  worker ??= import("./monaco/start-workers.ts").then(({ startTypeScript }) => startTypeScript());
  const typescript = await worker;
  const request: CheckRequest = {
    code,
    file: labModulePath(lab.labId),
    doorTypesUrl: new URL(doorTypesUrl, location.href).href,
    labLibraries: labLibraries(lab),
    compilerOptions,
  };
  const id = ++asked;
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const { signal } = settled;
    typescript.addEventListener(
      "message",
      ({ data }: MessageEvent<Answer>) => {
        if (data.id !== id) return;
        settled.abort();
        if ("problem" in data) reject(new Error(data.problem));
        else resolve(data.diagnostics);
      },
      { signal },
    );
    const fail = () => {
      settled.abort();
      worker = undefined;
      reject(new Error("the TypeScript worker could not be loaded"));
    };
    typescript.addEventListener("error", fail, { signal });
    typescript.postMessage({ id, request });
  });
}

/** Whether a megabyte may be loaded without asking: not when the person saves data or the network is slow. */
export function mayLoadTypes(): boolean {
  const { connection } = navigator as {
    readonly connection?: { readonly saveData?: boolean; readonly effectiveType?: string };
  }; // Chromium only
  return connection?.saveData !== true && !/2g/.test(connection?.effectiveType ?? "");
}
