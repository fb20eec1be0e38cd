/** Doors of the engine and the runtime that a learner's code may import as `siklus/<door>`, in the order of the lifecycle. */
export const doorNames = [
  "data",
  "labeling",
  "features",
  "metrics",
  "training",
  "tuning",
  "serving",
  "monitoring",
  "pipelines",
  "business",
  "show",
] as const;
export type DoorName = (typeof doorNames)[number];

/** The source of a door, from the root: the editor's types, the reference and the build start from it. */
export function doorSource(door: DoorName): string {
  return door === "show" ? "src/lab/doors/show.ts" : `src/engine/${door}/index.ts`;
}

export function isDoorName(name: string): name is DoorName {
  return doorNames.some((door) => door === name);
}
