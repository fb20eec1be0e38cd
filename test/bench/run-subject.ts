import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const python = "/usr/bin/python3";

/** Runs a subject in a process of its own, so that no heap slows another; it prints its result as the last line, in JSON. */
export function runSubject<Result>(script: string, args: readonly (string | number)[]): Result {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const flags = ["--max-old-space-size=4096", "--disable-warning=ExperimentalWarning"];
  const output = execFileSync(process.execPath, [...flags, path, ...args.map(String)], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(output.trim().split("\n").at(-1) ?? "{}"); // the script's own shape
}

/** The same for a Python script; undefined where Python or the module that it needs is missing. */
export function runPython<Result>(
  script: string,
  { needs, args }: { readonly needs: string; readonly args: readonly (string | number)[] },
): Result | undefined {
  if (!existsSync(python)) return undefined;
  try {
    execFileSync(python, ["-c", `import ${needs}`], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  const path = fileURLToPath(new URL(script, import.meta.url));
  return JSON.parse(execFileSync(python, [path, ...args.map(String)], { encoding: "utf8" })); // the script's own shape
}

/** Whether a package that is measured against stands in test/bench/peers. */
export function isInstalled(name: string): boolean {
  return existsSync(new URL(`./peers/node_modules/${name}`, import.meta.url));
}

/** A folder of sample files for each size, as long as `use` needs them. */
export function withSamples<Size, Result>(
  sizes: readonly Size[],
  write: (folder: string, size: Size) => void,
  use: (folders: readonly string[]) => Result,
): Result {
  const folders = sizes.map(() => mkdtempSync(join(tmpdir(), "siklus-bench-")));
  try {
    for (const [at, size] of sizes.entries()) write(folders[at] ?? "", size);
    return use(folders);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
