import { type FromRealm, fromRealm, type Inspected } from "#contract/sandbox.ts";

const maxConsoleNodes = 25_000;
const maxConsoleDepth = 12;
const maxValueNodes = 4_000_000;
const maxValueDepth = 500;

/** A message of a learner's realm, or undefined for anything that is none: such a thing is dropped. */
export function parseRealmMessage(message: unknown): FromRealm | undefined {
  try {
    if (isConsole(message)) return message;
    const parsed = fromRealm.safeParse(message);
    if (!parsed.success || parsed.data.kind === "console") return undefined;
    if (parsed.data.kind === "returned" && !isPlain(parsed.data.value, { nodes: 0 }, 0)) return undefined;
    return parsed.data;
  } catch {
    return undefined;
  }
}

type ConsoleMessage = Extract<FromRealm, { kind: "console" }>;

/** Console lines come by the hundred: the same rules as the schema, by hand, and with an end. */
function isConsole(message: unknown): message is ConsoleMessage {
  if (!isRecord(message)) return false;
  const { kind, level, items } = message;
  if (kind !== "console") return false;
  if (level !== "log" && level !== "info" && level !== "warn" && level !== "error") return false;
  const budget = { nodes: 0 };
  return Array.isArray(items) && items.length <= 50 && items.every((item) => isInspected(item, budget, 0));
}

function isInspected(value: unknown, budget: { nodes: number }, depth: number): value is Inspected {
  if (!isRecord(value) || ++budget.nodes > maxConsoleNodes || depth > maxConsoleDepth) return false;
  const { kind, type, text, entries, more } = value;
  if (typeof text !== "string" || text.length > 10_000) return false;
  if (kind === "text") return true;
  if (typeof type !== "string" || type.length > 300) return false;
  if (kind === "value") return true;
  if (kind !== "object" || !Array.isArray(entries) || !Number.isInteger(more)) return false;
  return entries.every(
    (entry) =>
      Array.isArray(entry) &&
      entry.length === 2 &&
      typeof entry[0] === "string" &&
      isInspected(entry[1], budget, depth + 1),
  );
}

/** Data only, of a bounded size, and not shared with the realm that sent it. */
function isPlain(value: unknown, budget: { nodes: number }, depth: number): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "function" && typeof value !== "symbol";
  if (++budget.nodes > maxValueNodes || depth > maxValueDepth) return false;
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView) && value.buffer instanceof ArrayBuffer;
  if (Array.isArray(value)) {
    budget.nodes += value.length;
    if (budget.nodes > maxValueNodes) return false;
    return value.every((entry) => isPlain(entry, budget, depth + 1));
  }
  if (value instanceof Map) {
    for (const [key, entry] of value) {
      if (!isPlain(key, budget, depth + 1) || !isPlain(entry, budget, depth + 1)) return false;
    }
    return true;
  }
  if (value instanceof Set) {
    for (const entry of value) if (!isPlain(entry, budget, depth + 1)) return false;
    return true;
  }
  if (value instanceof Date) return true;
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key of Object.keys(value)) {
    if (!isPlain((value as Record<string, unknown>)[key], budget, depth + 1)) return false; // its own key
  }
  return true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
