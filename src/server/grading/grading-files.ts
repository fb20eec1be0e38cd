import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DoorName } from "#contract/doors.ts";
import type { LabManifest } from "#contract/lab.ts";
import type { Fingerprints } from "#lab/fingerprint.ts";

/** What `src/tools/grading/build-grading.ts` makes of the sources; the grader runs from these files alone. */
export type GradingFiles = {
  readonly directory: string;
  /** The process around the isolate, and its other face that probes the walls. */
  readonly child: string;
  readonly probe: string;
  readonly addon: string;
  /** What an isolate begins with, by `imageKey`: a V8 snapshot of the realm with these doors evaluated and its functions compiled. */
  readonly images: Readonly<Record<string, string>>;
  /** The thread that runs checks, with every lab in it. */
  readonly checker: string;
  readonly labs: string;
};

export type GradedLab = {
  readonly id: string;
  readonly manifest: LabManifest;
  readonly titles: Readonly<Record<string, string>>;
  readonly starter: string;
  readonly checks: readonly { readonly id: string; readonly weight: number }[];
  readonly hidden: readonly { readonly id: string; readonly weight: number; readonly category: string }[];
  readonly fingerprints: Fingerprints;
  /** Where its data files are. */
  readonly data: Readonly<Record<string, string>>;
  readonly labHash: string;
  readonly checksHash: string;
};

export type GradedLabs = { readonly engineHash: string; readonly labs: readonly GradedLab[] };

/** grading.json: where the addon is, and the images' files within the folder. */
export type Made = { readonly addon: string; readonly images: Readonly<Record<string, string>> };

/** Most labs open a few doors, and an image of few doors is quicker read. */
export function imageKey(doors: readonly DoorName[]): string {
  return doors.toSorted().join(",");
}

/** The folder that the environment names, else the one that was built last here. */
export function gradingFiles(directory = process.env["SIKLUS_GRADING_DIR"] ?? lastBuilt()): GradingFiles {
  const at = (file: string): string => resolve(directory, file);
  const made = JSON.parse(readFileSync(at("grading.json"), "utf8")) as Made; // written by the builder
  return {
    directory: resolve(directory),
    child: at("child.cjs"),
    probe: at("probe.cjs"),
    addon: made.addon,
    images: Object.fromEntries(Object.entries(made.images).map(([key, file]) => [key, at(file)])),
    checker: at("checker.mjs"),
    labs: at("labs.json"),
  };
}

function lastBuilt(): string {
  return `.cache/grading/${readFileSync(".cache/grading/current", "utf8").trim()}`;
}

export function readGradedLabs(files: GradingFiles): GradedLabs {
  return JSON.parse(readFileSync(files.labs, "utf8")) as GradedLabs; // written by the builder
}
