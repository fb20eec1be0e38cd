import { EngineError } from "#engine/core/errors.ts";

/** What is learned is classes or numbers: one of the two must be given, and not both. */
export function requireLabelsOrTargets({
  functionName,
  labels,
  targets,
}: {
  readonly functionName: string;
  readonly labels: unknown;
  readonly targets: unknown;
}): void {
  if ((labels === undefined) !== (targets === undefined)) return;
  const got = labels === undefined ? "neither" : "both";
  const text = `${functionName} requires labels or targets, got ${got}`;
  throw new EngineError("wrong-type", text, { function: functionName, argument: "labels", got });
}
