import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import type { LabId, LabManifest } from "#contract/lab.ts";
import { readCsv } from "#engine/data/index.ts";
import type { Table } from "#engine/data/table.ts";
import type { Check } from "#lab/check.ts";
import type { HiddenChecks } from "#lab/define.ts";
import { labsDirectory } from "./find-labs.ts";

/** A lab as its authors wrote it, read from its folder. */
export type LabFolder = {
  readonly id: LabId;
  readonly directory: string;
  readonly manifest: LabManifest;
  readonly checks: readonly Check[];
  readonly hidden: HiddenChecks;
  readonly starter: string;
  readonly solution: string;
  readonly mistakes: readonly { readonly name: string; readonly source: string; readonly check: string | undefined }[];
  readonly tables: Readonly<Record<string, Table>>;
};

/** `stamp` makes Node read a module anew after it was edited while a dev server runs. */
export async function readLabFolder(id: LabId, stamp = ""): Promise<LabFolder> {
  const directory = `${labsDirectory}${id}`;
  const read = (file: string): Promise<string> => readFile(`${directory}/${file}`, "utf8");
  const load = async <T>(file: string): Promise<T> => {
    const module: { default?: T } = await import(`${directory}/${file}${stamp}`);
    if (module.default === undefined)
      throw new Error(`labs/${id}/${file}: has no default export: write \`export default define…\``);
    return module.default;
  };
  const manifest = await load<LabManifest>("lab.ts");
  const mistakes = existsSync(`${directory}/mistakes`) ? (await readdir(`${directory}/mistakes`)).sort() : [];
  return {
    id,
    directory,
    manifest,
    checks: await load<readonly Check[]>("checks.ts"),
    hidden: await load<HiddenChecks>("hidden.ts"),
    starter: await read("starter.ts"),
    solution: await read("solution.ts"),
    mistakes: await Promise.all(
      mistakes
        .filter((file) => file.endsWith(".ts"))
        .map(async (file) => {
          const source = await read(`mistakes/${file}`);
          return {
            name: file.slice(0, -3),
            source,
            check: /^\/\/ check: ([a-z0-9-]+)\s*$/m.exec(source.split("\n", 1)[0] ?? "")?.[1],
          };
        }),
    ),
    tables: await readTables(id, manifest),
  };
}

/** `labs/<stage>/<slug>/data/<file>`, else the shared `labs/data/<file>`. */
export function dataPath(id: LabId, file: string): string | undefined {
  return [`${labsDirectory}${id}/data/${file}`, `${labsDirectory}data/${file}`].find((path) => existsSync(path));
}

async function readTables(id: LabId, manifest: LabManifest): Promise<Record<string, Table>> {
  const tables: Record<string, Table> = {};
  for (const { file } of manifest.data) {
    const path = dataPath(id, file);
    if (path === undefined)
      throw new Error(`labs/${id}/lab.ts: names data file ${file}: put it into labs/${id}/data/ or labs/data/`);
    tables[file] = readCsv(await readFile(path, "utf8"));
  }
  return tables;
}
