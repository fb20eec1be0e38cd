import type { Label } from "#engine/metrics/label-codes.ts";

/** What is labeled: a row number, or the name of a document or a picture. */
export type ItemId = string | number;

/** One answer: this worker says that this item is of this class. */
export type Vote = { readonly item: ItemId; readonly worker: string; readonly label: Label };
