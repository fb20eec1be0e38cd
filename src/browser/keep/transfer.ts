import { type ExportFile, exportFile as exportFileSchema, exportFormat, exportVersion } from "#contract/keep.ts";
import type { KeepParts } from "./keep-parts.ts";
import { type SaveOutcome, type StoreName, storeNames, type Write } from "./kept.ts";
import { migrateExport } from "./migrate-export.ts";
import { type ImportCounts, planImport } from "./plan-import.ts";
import { planUndo } from "./plan-undo.ts";

/** `bring` writes what the preview showed; `undo` takes back what has not been changed since. */
export type ImportReading =
  | {
      readonly status: "readable";
      readonly exportedAtMs: number;
      readonly counts: ImportCounts;
      bring(): Promise<{ readonly outcome: SaveOutcome; undo(): Promise<SaveOutcome> }>;
    }
  | {
      readonly status: "unreadable";
      readonly reason: "not-json" | "not-ours" | "newer" | "damaged";
      readonly detail: string;
    };

/** All that is kept, as one JSON file. */
export async function exportFile(parts: KeepParts): Promise<Blob> {
  const content = {
    format: exportFormat,
    version: exportVersion,
    exportedAtMs: parts.now(),
    ...(await readAll(parts)),
  };
  return new Blob([`${JSON.stringify(content, null, 1)}\n`], { type: "application/json" });
}

export async function readImport(parts: KeepParts, file: Blob): Promise<ImportReading> {
  const json = parseJson(await file.text());
  if (json.status === "failed") return { status: "unreadable", reason: "not-json", detail: json.detail };
  const migrated = migrateExport({ file: json.value, version: exportVersion });
  if (migrated.status === "failed") return { status: "unreadable", reason: migrated.reason, detail: migrated.detail };
  const parsed = exportFileSchema.safeParse(migrated.file);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    return { status: "unreadable", reason: "damaged", detail: `${first?.path.join(".")}: ${first?.message}` };
  }
  const plan = planImport({ here: await readAll(parts), incoming: parsed.data });
  return {
    status: "readable",
    exportedAtMs: parsed.data.exportedAtMs,
    counts: plan.counts,
    async bring() {
      const before = await readAll(parts);
      const { writes } = planImport({ here: before, incoming: parsed.data });
      const outcome = await write(parts, writes);
      return { outcome, undo: async () => write(parts, planUndo({ writes, before, now: await readAll(parts) })) };
    },
  };
}

export type AllKept = Pick<ExportFile, StoreName>;

async function readAll({ store }: KeepParts): Promise<AllKept> {
  const lists = await Promise.all(storeNames.map(async (name) => [name, await store.list(name)] as const));
  return Object.fromEntries(lists) as unknown as AllKept; // the names are those of AllKept, each with its own records
}

async function write({ store, feed }: KeepParts, writes: readonly Write[]): Promise<SaveOutcome> {
  const outcome = await store.write(writes);
  feed.publish({ store: "everything", key: "" });
  return outcome;
}

function parseJson(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return { status: "read", value } as const;
  } catch (error) {
    return { status: "failed", detail: error instanceof Error ? error.message : String(error) } as const;
  }
}
