import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import type { Json, JsonObject } from "../json.ts";

/** ItemBatcher: items in groups of so many, or of so many bytes as text, each with the same further input. */
export function batchItems({
  items,
  maxItems,
  maxBytes,
  batchInput,
}: {
  readonly items: readonly Json[];
  readonly maxItems: number | null;
  readonly maxBytes: number | null;
  readonly batchInput: Json | undefined;
}): readonly JsonObject[] {
  const base: JsonObject = batchInput === undefined ? {} : { BatchInput: batchInput };
  const empty = sizeOf({ Items: [], ...base });
  const mostBytes = Math.min(maxBytes ?? 262_144, 262_144);
  const batches: Json[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length === (maxItems ?? Number.POSITIVE_INFINITY) || bytes + size > mostBytes) {
      batches.push([item]);
      bytes = empty + size;
    } else {
      last.push(item);
      bytes += size;
    }
  }
  return batches.map((batch) => ({ Items: batch, ...base }));
}

function sizeOf(value: Json): number {
  return utf8Bytes(JSON.stringify(value)).length;
}
