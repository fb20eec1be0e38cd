import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type LeafTest, leafTestOf } from "./event-leaf.ts";

/** What an event must look like, in the words of Amazon EventBridge: the event's own fields, with lists of what is allowed. */
export type EventPattern = { readonly [field: string]: unknown };

/**
 * Whether an event is one of those that a rule waits for: schedules by event.
 *
 * A pattern looks like the events that it matches, with a list of what is allowed at each place. All fields named must match; of a
 * list, one entry is enough; fields that are not named do not count. Where the event has a list, one of its entries is enough.
 *
 * Entries: a text, number, boolean or null (equal); `{ prefix }`, `{ suffix }` (or `{ prefix: { "equals-ignore-case": … } }`),
 * `{ "equals-ignore-case" }`, `{ wildcard: "*.png" }`, `{ numeric: [">", 0, "<=", 5] }`, `{ cidr: "10.0.0.0/24" }` (IPv4),
 * `{ exists: true }`, and `{ "anything-but": … }` with a value, a list of values, or prefix, suffix, wildcard or
 * equals-ignore-case inside. `$or` holds a list of patterns of which one must match. O(pattern × event).
 *
 * @param pattern  an object of fields, nested as the events are
 * @param event    an object
 * @returns        true when everything named matches
 * @throws {EngineError} "bad-expression" for a pattern that EventBridge would refuse, naming the field; "wrong-type" for an event
 *                      that is no object
 * @example matchesEvent({ pattern: { detail: { state: ["failed", { prefix: "time" }] } }, event: { detail: { state: "timed out" } } }) // => true
 * @example matchesEvent({ pattern: { detail: { auc: [{ numeric: ["<", 0.8] }] } }, event: { detail: { auc: 0.85 } } }) // => false
 * @source  Amazon EventBridge User Guide, Comparison operators for use in event patterns
 */
export function matchesEvent(options: { readonly pattern: EventPattern; readonly event: unknown }): boolean {
  const { pattern, event } = requireOptions("matchesEvent", options, ["pattern", "event"]);
  const test = testOf(pattern, "");
  if (isRecord(event)) return test(event);
  const got = event === null ? "null" : Array.isArray(event) ? "a list" : typeof event;
  throw new EngineError("wrong-type", `matchesEvent requires an event that is an object, got ${got}`, {
    function: "matchesEvent",
    argument: "event",
    got,
  });
}

type ObjectTest = (event: Readonly<Record<string, unknown>>) => boolean;

/** The whole pattern is read before any event is looked at, so that a mistake in it shows at once and not at the first odd event. */
function testOf(pattern: unknown, path: string): ObjectTest {
  if (!isRecord(pattern) || Object.keys(pattern).length === 0)
    throw badPattern(path || "the pattern", "fields with lists");
  const tests = Object.entries(pattern).map(([field, allowed]): ObjectTest => {
    const place = path === "" ? field : `${path}.${field}`;
    if (field === "$or") {
      if (!Array.isArray(allowed) || allowed.length === 0) throw badPattern(place, "a list of patterns");
      const choices = allowed.map((choice) => testOf(choice, place));
      return (event) => choices.some((choice) => choice(event));
    }
    if (Array.isArray(allowed)) {
      if (allowed.length === 0) throw badPattern(place, "at least one entry");
      const entries = allowed.map((entry) => leafTestOf({ entry, place }));
      return (event) => matchesLeaf({ event, field, entries });
    }
    const inner = testOf(allowed, place);
    return (event) => {
      const value = Object.hasOwn(event, field) ? event[field] : undefined;
      // A list of objects: one of them must match as a whole. What must not exist does not exist in what is absent.
      const objects = (Array.isArray(value) ? value : [value]).filter(isRecord);
      return objects.length === 0 ? inner({}) : objects.some(inner);
    };
  });
  return (event) => tests.every((test) => test(event));
}

function matchesLeaf({
  event,
  field,
  entries,
}: {
  readonly event: Readonly<Record<string, unknown>>;
  readonly field: string;
  readonly entries: readonly LeafTest[];
}): boolean {
  const value = Object.hasOwn(event, field) ? event[field] : undefined;
  const leaves = (Array.isArray(value) ? value : [value]).filter((leaf) => leaf !== undefined && !isRecord(leaf));
  return entries.some((entry) => (leaves.length === 0 ? entry.matchesAbsent : leaves.some(entry.matches)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function badPattern(place: string, need: string): EngineError {
  return new EngineError("bad-expression", `matchesEvent requires ${need} at ${place}`, {
    function: "matchesEvent",
    place,
  });
}
