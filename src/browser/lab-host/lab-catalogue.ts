import fingerprints from "virtual:siklus/fingerprints";
import type { LabId, LabManifest } from "#contract/lab.ts";
import { readCsv } from "#engine/data/index.ts";
import type { Table } from "#engine/data/table.ts";
import type { Check } from "#lab/check.ts";
import { exampleLab, exampleLabId } from "#lab/example-lab.ts";
import type { RunnableLab } from "#lab/run-lab.ts";

// Only these files of a lab reach a browser's conductor; hidden.ts is named nowhere here and refused by the build.
const manifests = import.meta.glob<LabManifest>("/labs/*/*/lab.ts", { import: "default" });
const checks = import.meta.glob<readonly Check[]>("/labs/*/*/checks.ts", { import: "default" });
const dataUrls = import.meta.glob<string>(["/labs/*/*/data/*.csv", "/labs/data/*.csv"], {
  import: "default",
  query: "?url&no-inline",
  eager: true,
});

const labs = new Map<LabId, Promise<RunnableLab>>();
const tables = new Map<string, Promise<Table>>();

/** A lab with its checks and data, fetched once; what failed to come is asked for again the next time. */
export function findLab(id: LabId): Promise<RunnableLab> {
  return once(labs, id, () => readLab(id));
}

async function readLab(id: LabId): Promise<RunnableLab> {
  if (id === exampleLabId) return exampleLab;
  const readManifest = manifests[`/labs/${id}/lab.ts`];
  const readChecks = checks[`/labs/${id}/checks.ts`];
  if (readManifest === undefined || readChecks === undefined) throw new Error(`there is no lab ${id}`);
  const [manifest, ownChecks] = await Promise.all([readManifest(), readChecks()]);
  const entries = manifest.data.map(async ({ file }) => {
    const url = dataUrls[`/labs/${id}/data/${file}`] ?? dataUrls[`/labs/data/${file}`];
    if (url === undefined) throw new Error(`lab ${id} has no data file ${file}`);
    return [file, await once(tables, url, () => readTable(url))] as const;
  });
  const data = Object.fromEntries(await Promise.all(entries));
  return { id, manifest, checks: ownChecks, tables: data, fingerprints: fingerprints[id] ?? {} };
}

async function readTable(url: string): Promise<Table> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return readCsv(await response.text());
}

function once<K, V>(cache: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
}
