import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import ivm from "isolated-vm";
import { build as bundle } from "rolldown";
import type { DoorName } from "#contract/doors.ts";
import { type GradedLab, type GradedLabs, imageKey, type Made } from "#server/grading/grading-files.ts";
import { findLabs } from "../labs/find-labs.ts";
import { fingerprintsOfLabs } from "../labs/known-fingerprints.ts";
import { dataPath, type LabFolder, readLabFolder } from "../labs/lab-folder.ts";
import { bundleRealm, rootDirectory } from "../vite/bundle-realm.ts";

const decidedBy = ["src/contract", "src/engine", "src/lab", "src/server/grading", "src/tools/grading", "labs"];

/**
 * Makes what the grader runs from (`GradingFiles`), once for each state of the sources, below `.cache/`; returns the folder. The
 * realm, the child and the checker are bundles, so that a process of one submission reads two files and nothing of the repository.
 */
export async function buildGrading(): Promise<string> {
  const hash = await hashOf([...decidedBy, "package-lock.json"]);
  const folder = `${rootDirectory}.cache/grading`;
  const name = hash.slice(0, 16);
  const directory = `${folder}/${name}`;
  if (!existsSync(`${directory}/grading.json`)) await build(directory);
  await writeFile(`${folder}/current`, name);
  return directory;
}

async function build(directory: string): Promise<void> {
  const draft = `${directory}.${process.pid}`;
  await mkdir(draft, { recursive: true });

  await bundleNode("src/server/grading/child/isolate-child.ts", `${draft}/child.cjs`, "cjs");
  await bundleNode("src/server/grading/child/probe-process.ts", `${draft}/probe.cjs`, "cjs");

  const folders = await Promise.all((await findLabs()).map((id) => readLabFolder(id)));
  const images = await writeImages(draft, folders);
  await writeFile(`${draft}/labs.json`, JSON.stringify(await labFacts(folders)));
  await writeFile(`${draft}/checker.ts`, checkerSource(folders));
  await bundleNode(`${draft.slice(rootDirectory.length)}/checker.ts`, `${draft}/checker.mjs`, "esm");
  await rm(`${draft}/checker.ts`);
  await writeFile(`${draft}/grading.json`, JSON.stringify({ addon: addonFile(), images } satisfies Made));
  try {
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(`${directory}/grading.json`)) throw error; // else another process was quicker with the same
  }
}

function checkerSource(folders: readonly LabFolder[]): string {
  const imports = folders.map(
    ({ directory }, i) =>
      `import c${i} from ${JSON.stringify(`${directory}/checks.ts`)};\nimport h${i} from ${JSON.stringify(`${directory}/hidden.ts`)};`,
  );
  const entries = folders.map(({ id }, i) => `${JSON.stringify(id)}: { checks: c${i}, hidden: h${i} }`);
  return `import { runChecker } from "#server/grading/checker/run-checker.ts";
${imports.join("\n")}
runChecker({ ${entries.join(", ")} });
`;
}

async function bundleNode(entry: string, file: string, format: "cjs" | "esm"): Promise<void> {
  await bundle({
    input: `${rootDirectory}${entry}`,
    cwd: rootDirectory,
    platform: "node",
    logLevel: "silent",
    tsconfig: false,
    resolve: { conditionNames: ["node", "import"] },
    output: { file, format, codeSplitting: false, sourcemap: false },
  });
}

/** The doors of most labs, and of the grader's attack on itself. */
const usualDoors: readonly DoorName[] = ["data", "metrics", "show"];

/** An image for every set of doors that some lab opens; the names of the files by `imageKey`. */
async function writeImages(draft: string, folders: readonly LabFolder[]): Promise<Made["images"]> {
  const sets = [usualDoors, ...folders.map(({ manifest }) => manifest.doors)];
  const byKey = new Map(sets.map((doors) => [imageKey(doors), doors]));
  const images: Record<string, string> = {};
  for (const [key, doors] of byKey) {
    const script = await bundleRealm("src/server/grading/isolate/realm-entry.ts", { doors, isForImage: true });
    const file = `realm-${Object.keys(images).length + 1}.snapshot`;
    // A property that the realm can take away, where a script's own `var` would stay.
    const realm = `globalThis.SiklusRealm = (() => { ${script}\nreturn SiklusRealm; })();`;
    await writeFile(`${draft}/${file}`, snapshotOf(realm));
    images[key] = file;
  }
  return images;
}

/** What a run leaves compiled: the compiler, the loading of a module, an answer. Nothing of its state stays. */
const warmUp = `
type Pair = { a: number; b: number };
export const f = (x: readonly number[], p: Pair): unknown => { console.log("warm", x, p); return { tp: x.length, rows: [[1]], at: \`${"$"}{p.a}\` }; };
export async function g<T>(x: T): Promise<T> { await null; return x; }
class A<T> { readonly x: T; constructor(x: T) { this.x = x; } }
export const h = new A(Math.max(1, 2));
`;

/** V8's image of the evaluated realm, which only this version of V8 takes: the isolate of a child begins where this ends. */
function snapshotOf(code: string): Uint8Array {
  const load = { kind: "load", source: warmUp, doors: [], data: {}, memoryMiB: 64 };
  const call = { kind: "call", id: 1, name: "f", args: [[1, 2], { a: 1, b: 2 }] };
  const run = `const receive = SiklusRealm.start(() => {}); receive(${JSON.stringify(load)});
Promise.resolve().then(() => receive(${JSON.stringify(call)}));`;
  const narrow = Buffer.from(code, "latin1").toString("latin1"); // one byte a sign, where a bundler's text takes two
  return new Uint8Array(ivm.Isolate.createSnapshot([{ code: narrow }], run).copy());
}

/** The compiled addon itself: the child loads it by its path and searches nothing. */
function addonFile(): string {
  const require = createRequire(import.meta.url);
  const folder = join(require.resolve("isolated-vm"), "..");
  const { path } = createRequire(`${folder}/`)("node-gyp-build") as { path: (folder: string) => string }; // documented
  return path(folder);
}

async function labFacts(folders: readonly LabFolder[]): Promise<GradedLabs> {
  const fingerprints = await fingerprintsOfLabs(folders);
  const labs: GradedLab[] = [];
  for (const { id, directory, manifest, starter, checks, hidden } of folders) {
    const titles: Record<string, string> = {};
    for (const language of ["en", "id"]) {
      const text = await readFile(`${directory}/text/${language}.md`, "utf8");
      titles[language] = /^title:\s*["']?(.+?)["']?\s*$/m.exec(text)?.[1] ?? id;
    }
    const data: Record<string, string> = {};
    for (const { file } of manifest.data) {
      const path = dataPath(id, file);
      if (path === undefined) throw new Error(`labs/${id}: no data file ${file}`);
      data[file] = path;
    }
    const own = `labs/${id}`;
    labs.push({
      id,
      manifest,
      titles,
      starter,
      checks: checks.map(({ id: check, weight = 1 }) => ({ id: check, weight })),
      hidden: hidden.checks.map(({ id: check, weight = 1, category }) => ({ id: check, weight, category })),
      fingerprints: fingerprints.get(id) ?? {},
      data,
      labHash: await hashOf([`${own}/lab.ts`, `${own}/starter.ts`, `${own}/text`, ...dataFiles(data)]),
      checksHash: await hashOf([`${own}/checks.ts`, `${own}/hidden.ts`]),
    });
  }
  return { engineHash: await hashOf(["src/engine", "src/lab"]), labs };
}

function dataFiles(data: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(data).map((path) => path.slice(rootDirectory.length));
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) {
    const full = `${rootDirectory}${path}`;
    const entries = await readdir(full, { recursive: true, withFileTypes: true }).catch(() => undefined);
    const files = entries?.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) ?? [
      full,
    ];
    for (const file of files.toSorted()) hash.update(file.slice(rootDirectory.length)).update(await readFile(file));
  }
  return hash.digest("hex");
}
