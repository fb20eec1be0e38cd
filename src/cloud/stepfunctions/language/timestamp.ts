import { EngineError } from "#engine/core/errors.ts";
import { formatUtc, parseUtc } from "#engine/core/utc-text.ts";

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** A point in time as the language writes it (RFC 3339 with `T` and an offset), in milliseconds since 1970; undefined for any other text. */
export function findTimestamp(text: string): number | undefined {
  if (!form.test(text)) return undefined;
  try {
    return parseUtc(text);
  } catch (problem) {
    if (problem instanceof EngineError) return undefined;
    throw problem;
  }
}

/** As the context object and events write time: always with milliseconds. */
export function timestampText(epochMs: number): string {
  return formatUtc(epochMs).replace(/(:\d\d)Z$/, "$1.000Z");
}
