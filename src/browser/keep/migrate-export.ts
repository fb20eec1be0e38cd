import { exportHead } from "#contract/keep.ts";

type AnyFile = Readonly<Record<string, unknown>>;

/** By the version it starts from: how a file of that version becomes one of the next. Version 1 is the first, so there is none yet. */
const stepsFrom: ReadonlyMap<number, (file: AnyFile) => AnyFile> = new Map();

export type Migration =
  | { readonly status: "migrated"; readonly file: AnyFile }
  | { readonly status: "failed"; readonly reason: "not-ours" | "newer" | "damaged"; readonly detail: string };

/** Brings a file of any earlier version to `version`. */
export function migrateExport(options: {
  readonly file: unknown;
  readonly version: number;
  readonly steps?: ReadonlyMap<number, (file: AnyFile) => AnyFile>;
}): Migration {
  const { version, steps = stepsFrom } = options;
  const head = exportHead.safeParse(options.file);
  if (!head.success) return { status: "failed", reason: "not-ours", detail: head.error.issues[0]?.message ?? "" };
  if (head.data.version > version) return { status: "failed", reason: "newer", detail: `version ${head.data.version}` };
  let file: AnyFile = head.data;
  for (let from = head.data.version; from < version; from++) {
    const step = steps.get(from);
    if (step === undefined) return { status: "failed", reason: "damaged", detail: `no step from version ${from}` };
    file = { ...step(file), version: from + 1 };
  }
  return { status: "migrated", file };
}
