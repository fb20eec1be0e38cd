import { type GradedLab, gradingFiles, readGradedLabs } from "./grading-files.ts";

let labs: ReadonlyMap<string, GradedLab> | undefined;

/** A lab as this server grades it; read once a process. */
export function findLab(labId: string): GradedLab | undefined {
  labs ??= new Map(readGradedLabs(gradingFiles()).labs.map((lab) => [lab.id, lab]));
  return labs.get(labId);
}
