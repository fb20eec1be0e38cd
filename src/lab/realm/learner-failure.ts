import type { LearnerError } from "#contract/sandbox.ts";
import { learnerFile } from "../compile.ts";
import { exec, getOwnPropertyDescriptor, isFiniteNumber, ownKeys, slice, text } from "./primordials.ts";

/** What the realm itself throws at learner code: a stable code and facts, so that the page can say it in the learner's language. */
export class RealmError extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: string, message: string, facts: Readonly<Record<string, string | number>>) {
    super(message);
    this.name = "Error";
    this.code = code;
    this.facts = facts;
  }
}

/** Lines that the host's `new Function` puts before the body, measured once: engines differ. Undefined: the stack tells no lines. */
export function measureLineOffset(makeFunction: (code: string) => () => unknown): number | undefined {
  try {
    makeFunction(`throw new Error()\n//# sourceURL=${learnerFile}`)();
  } catch (error) {
    const line = placeIn(stackOf(error))?.line;
    return line === undefined ? undefined : line - 1;
  }
  return undefined;
}

/**
 * Whatever was thrown, as plain data. Nothing of the value is trusted or needed: a getter that throws, a Proxy or a thrown
 * string all end as a readable error. The place is the topmost frame in the learner's file (Chromium, Firefox and Safari write
 * `file:line:column` alike).
 */
export function toLearnerError({
  thrown,
  phase,
  lineOffset,
}: {
  readonly thrown: unknown;
  readonly phase: LearnerError["phase"];
  readonly lineOffset: number | undefined;
}): LearnerError {
  const isObject = (typeof thrown === "object" && thrown !== null) || typeof thrown === "function";
  const name = isObject ? slice(textOf(readText(thrown, "name"), "Error"), 0, 100) : "Error";
  const message = isObject ? textOf(readText(thrown, "message"), "") : safeText(thrown);
  const code = isObject ? readText(thrown, "code") : undefined;
  const facts = isObject ? readFacts(thrown) : undefined;
  const place = isObject && lineOffset !== undefined ? placeIn(stackOf(thrown)) : undefined;
  return {
    name,
    message: slice(withoutWrapper(message), 0, 4_000),
    phase,
    ...(typeof code === "string" ? { code: slice(code, 0, 60) } : {}),
    ...(facts === undefined ? {} : { facts }),
    ...(place === undefined || lineOffset === undefined || place.line <= lineOffset
      ? {}
      : { line: place.line - lineOffset }),
  };
}

function stackOf(thrown: unknown): string {
  const stack = readText(thrown, "stack");
  return typeof stack === "string" ? stack : "";
}

const frame = /your-code\.ts:(\d{1,6}):(\d{1,6})/;

function placeIn(stack: string): { readonly line: number } | undefined {
  const found = exec(frame, slice(stack, 0, 20_000));
  const line = Number(found?.[1]);
  return isFiniteNumber(line) && line > 0 ? { line } : undefined;
}

function readText(of: unknown, key: string): unknown {
  try {
    return (of as Record<string, unknown>)[key]; // guarded: anything may happen here
  } catch {
    return undefined;
  }
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function safeText(value: unknown): string {
  try {
    return text(value);
  } catch {
    return typeof value;
  }
}

function readFacts(thrown: unknown): Record<string, string | number> | undefined {
  try {
    const facts = readText(thrown, "facts");
    if (typeof facts !== "object" || facts === null) return undefined;
    const plain: Record<string, string | number> = {};
    const keys = ownKeys(facts);
    for (let i = 0; i < keys.length && i < 20; i++) {
      const key = keys[i];
      const value = key === undefined ? undefined : getOwnPropertyDescriptor(facts, key)?.value;
      if (typeof key !== "string" || key === "__proto__") continue;
      if (typeof value === "string") plain[key] = slice(value, 0, 500);
      else if (typeof value === "number") plain[key] = value;
    }
    return plain;
  } catch {
    return undefined;
  }
}

/** Calls of imported functions are compiled to `_metrics.f1.call(…)`; the engine's message should say `f1`. */
function withoutWrapper(message: string): string {
  const found = exec(/^([\s\S]*?)\b_[a-z][\w$]*\.([A-Za-z$][\w$]*)(?:\.call)?(?= is not)([\s\S]*)$/, message);
  return found === null ? message : `${found[1] ?? ""}${found[2] ?? ""}${found[3] ?? ""}`;
}
