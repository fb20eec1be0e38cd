import { z } from "zod";
import { doorNames } from "./doors.ts";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use lower-case words joined by hyphens");

/** A data file of the lab: `labs/<stage>/<slug>/data/<file>`, else the shared `labs/data/<file>`. Imported as `data/<file>`. */
export const labData = z.strictObject({
  file: z.string().regex(/^[a-z0-9-]+\.csv$/, "a file name such as spam-scores.csv"),
  origin: z.string().min(10, "say who made the data and where it is published"),
  licence: z.string().min(2, "say the licence or terms of the data"),
});

/** `lab.ts`: what the runtime must know of a lab before it runs. Everything in words is in `text/`. */
export const labManifest = z.strictObject({
  /** Raise it when the starter or the checks change: learners with older code are offered a merge. */
  version: z.int().positive(),
  /** write = write a function; explore = look at data and decide; repair = mend something broken; design = free within a budget. */
  kind: z.enum(["write", "explore", "repair", "design"]),
  /** Time that a learner new to the idea needs. */
  minutes: z.int().min(2).max(60),
  /** Position within its stage. */
  order: z.int().nonnegative(),
  doors: z.array(z.enum(doorNames)).min(1),
  data: z.array(labData).default([]),
  /** Names that the learner's module must export. */
  exports: z.array(z.string().regex(/^[A-Za-z_$][\w$]*$/, "an identifier")).min(1),
  /** Wall time of one run, load and all checks together. */
  timeLimitMs: z.int().min(500).max(60_000).default(5_000),
  memoryMiB: z.int().min(32).max(1024).default(256),
  /** When the solution may be seen: after so many checked runs that failed, or once solved. */
  solutionAfterRuns: z.int().nonnegative().default(3),
  /** true: counts as the assignment of its stage. */
  assignment: z.boolean().default(false),
});
export type LabManifest = z.infer<typeof labManifest>;
export type LabManifestInput = z.input<typeof labManifest>;

const markdown = z.string().min(1);
const keyed = z.record(slug, markdown);

/** The front matter of `text/<language>.md`; the body below it is the task. Both languages have the same keys. */
export const labText = z.strictObject({
  title: z.string().min(3).max(60),
  /** One sentence: what the learner will be able to do. */
  summary: z.string().min(10).max(200),
  /** By check id: what the check asks for, as a sentence. */
  checks: keyed,
  /** By key: what is said when a check fails, with {placeholders}. */
  messages: keyed.default({}),
  /** In steps, from a nudge to nearly the answer. */
  hints: z.array(markdown).min(2),
  /** By mistake (file name in mistakes/): the misconception explained, without giving the solution. */
  mistakes: keyed,
  /** Why the solution is as it is: the choices in it. */
  solution: markdown,
});
export type LabText = z.infer<typeof labText>;

/** `07-metrics/fish-matrix` */
export const labId = z
  .string()
  .regex(/^\d\d-[a-z0-9-]+\/[a-z0-9]+(-[a-z0-9]+)*$/, "stage and slug, such as 07-metrics/fish-matrix");
export type LabId = z.infer<typeof labId>;
