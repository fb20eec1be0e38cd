import { z } from "zod";
import { figure } from "./figure.ts";

/**
 * The protocol between the runtime (trusted: it holds the checks) and the learner's realm (not trusted).
 * Data crosses by structured clone, so nothing of one realm is reachable from the other; each message that comes out of a
 * learner's realm is parsed with `fromRealm` before it is looked at.
 */

/** A value as the console shows it: a tree of plain nodes, cut at a depth and length. */
export type Inspected =
  | { readonly kind: "text"; readonly text: string } // a plain string argument of console.log
  | { readonly kind: "value"; readonly type: string; readonly text: string } // a leaf: number, quoted string, null, function …
  | {
      readonly kind: "object";
      readonly type: string; // "Array(3)", "Float64Array(500)", "Object", "Table 500 × 4", …
      readonly text: string; // one-line preview
      readonly entries: readonly (readonly [string, Inspected])[];
      readonly more: number; // entries left out
    };
export const inspected: z.ZodType<Inspected> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("text"), text: z.string() }),
    z.strictObject({ kind: z.literal("value"), type: z.string(), text: z.string() }),
    z.strictObject({
      kind: z.literal("object"),
      type: z.string(),
      text: z.string(),
      entries: z.array(z.tuple([z.string(), inspected])),
      more: z.int().nonnegative(),
    }),
  ]),
);

/** An error of the learner's code; line and column are those of the source they wrote, from 1. */
export const learnerError = z.strictObject({
  name: z.string().max(100),
  message: z.string().max(4_000),
  /** Of an EngineError or of the realm itself: the page says it in the learner's language, by the word "engine.<code>" with the facts. */
  code: z.string().max(60).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  phase: z.enum(["compile", "load", "call"]),
  line: z.int().positive().optional(),
  column: z.int().positive().optional(),
});
export type LearnerError = z.infer<typeof learnerError>;

/** Into the learner's realm. */
export const toRealm = z.discriminatedUnion("kind", [
  /** Opens doors that will be wanted, so that the load does not wait for them. */
  z.strictObject({ kind: z.literal("prepare"), doors: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal("load"),
    source: z.string().max(200_000), // TypeScript, compiled inside the realm
    doors: z.array(z.string()),
    data: z.record(z.string(), z.unknown()), // file name → Table
    memoryMiB: z.number(),
  }),
  z.strictObject({ kind: z.literal("call"), id: z.int(), name: z.string(), args: z.array(z.unknown()) }),
  z.strictObject({ kind: z.literal("read"), id: z.int(), name: z.string() }),
]);
export type ToRealm = z.infer<typeof toRealm>;

/** Out of the learner's realm: never believed to say anything but what the learner's code computed. */
export const fromRealm = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ready") }),
  z.strictObject({
    kind: z.literal("loaded"),
    exports: z.array(z.strictObject({ name: z.string(), type: z.string() })).max(200),
  }),
  z.strictObject({ kind: z.literal("load-failed"), error: learnerError }),
  z.strictObject({ kind: z.literal("returned"), id: z.int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal("threw"), id: z.int(), error: learnerError }),
  z.strictObject({
    kind: z.literal("console"),
    level: z.enum(["log", "info", "warn", "error"]),
    items: z.array(inspected).max(50),
  }),
  z.strictObject({ kind: z.literal("show"), figure }),
  z.strictObject({ kind: z.literal("progress"), fraction: z.number().min(0).max(1), text: z.string().max(200) }),
  /** Output beyond the bounds, counted so far. */
  z.strictObject({ kind: z.literal("left-out"), lines: z.int().nonnegative(), figures: z.int().nonnegative() }),
]);
export type FromRealm = z.infer<typeof fromRealm>;

/** What the page may see of a realm's output while it runs. */
export type RealmOutput = Extract<FromRealm, { kind: "console" | "show" | "progress" | "left-out" }>;
