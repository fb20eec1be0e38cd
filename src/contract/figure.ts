import { z } from "zod";

const numberList = z.union([
  z.array(z.number()).max(4_000),
  z.instanceof(Float64Array).refine((list) => list.length <= 4_000),
]);
const words = z.string().max(200);
const axes = { title: words, xLabel: words, yLabel: words };
const series = z.strictObject({ name: words, x: numberList, y: numberList });
/** How many points there were, when only an even sample of them crosses. */
const sampledFrom = z.int().positive().optional();

/** What a learner asks the page to draw: plain data that crossed the sandbox. Words are text, never markup. NaN is a gap. */
export const figure = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("line"), ...axes, series: z.array(series).min(1).max(8), sampledFrom }),
  z.strictObject({ kind: z.literal("scatter"), ...axes, series: z.array(series).min(1).max(8), sampledFrom }),
  z.strictObject({ kind: z.literal("bar"), ...axes, categories: z.array(words).max(500), values: numberList }),
  z.strictObject({ kind: z.literal("histogram"), ...axes, edges: numberList, counts: numberList }),
  z.strictObject({
    kind: z.literal("confusionMatrix"),
    title: words,
    labels: z.array(words).min(1).max(40),
    /** rows = actual, columns = predicted */
    rows: z.array(z.array(z.number()).max(40)).min(1).max(40),
  }),
  z.strictObject({
    kind: z.literal("roc"),
    title: words,
    falsePositiveRate: numberList,
    truePositiveRate: numberList,
    auc: z.number().nullable(),
    sampledFrom,
  }),
  z.strictObject({ kind: z.literal("residuals"), ...axes, predicted: numberList, residual: numberList, sampledFrom }),
  z.strictObject({
    kind: z.literal("table"),
    title: words,
    names: z.array(words).max(100),
    /** At most 200 rows cross; `rowCount` says how many there are. */
    rows: z.array(z.array(z.union([z.string().max(500), z.number(), z.boolean(), z.null()])).max(100)).max(200),
    rowCount: z.int().nonnegative(),
  }),
]);
export type Figure = z.infer<typeof figure>;
