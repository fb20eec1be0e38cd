import type { Attempt, Outcome } from "./check.ts";

/** Difference allowed by default: |got − expected| ≤ tolerance · max(1, |expected|). */
const defaultTolerance = 1e-9;

type Params = Readonly<Record<string, string | number>>;

export function pass(): Outcome {
  return { status: "pass" };
}

/** `key` is one of the lab's own `messages`; `mistake` names the misconception where the check itself recognizes it. */
export function fail(key: string, params: Params = {}, mistake?: string): Outcome {
  return mistake === undefined
    ? { status: "fail", message: { key, params } }
    : { status: "fail", message: { key, params }, mistake };
}

/** Passes when the condition holds, else fails with the lab's own message. */
export function verify(condition: boolean, key: string, params: Params = {}): Outcome {
  return condition ? pass() : fail(key, params);
}

/** A number close to the expected one. `what` is code, such as `precision(counts)`: it is shown as it stands in both languages. */
export function expectClose(
  what: string,
  got: unknown,
  expected: number,
  tolerance: number = defaultTolerance,
): Outcome {
  if (typeof got !== "number") return fail("std.not-a-number", { what, got: brief(got), expected: format(expected) });
  if (isClose(got, expected, tolerance)) return pass();
  return fail("std.close", { what, expected: format(expected), got: format(got) });
}

/** The same text, boolean or number, exactly. */
export function expectEqual(what: string, got: unknown, expected: string | number | boolean | null): Outcome {
  if (Object.is(got, expected)) return pass();
  return fail("std.equal", { what, expected: brief(expected), got: brief(got) });
}

/** A plain object with these fields, each close to the expected number. Other fields are ignored. */
export function expectRecord(
  what: string,
  got: unknown,
  expected: Readonly<Record<string, number>>,
  tolerance: number = defaultTolerance,
): Outcome {
  if (!isRecord(got))
    return fail("std.not-an-object", { what, got: brief(got), fields: Object.keys(expected).join(", ") });
  for (const [field, value] of Object.entries(expected)) {
    if (!Object.hasOwn(got, field))
      return fail("std.missing-field", { what, field, fields: Object.keys(expected).join(", ") });
    const outcome = expectClose(`${what}.${field}`, got[field], value, tolerance);
    if (outcome.status === "fail") return outcome;
  }
  return pass();
}

/** An array or typed array of the same length, each element close to the expected one. Names the first that differs. */
export function expectArray(
  what: string,
  got: unknown,
  expected: ArrayLike<number>,
  tolerance: number = defaultTolerance,
): Outcome {
  if (!isNumberList(got)) return fail("std.not-an-array", { what, got: brief(got) });
  if (got.length !== expected.length) {
    return fail("std.length", { what, expected: expected.length, got: got.length });
  }
  for (let i = 0; i < expected.length; i++) {
    const wanted = expected[i] ?? Number.NaN;
    const outcome = expectClose(`${what}[${i}]`, got[i], wanted, tolerance);
    if (outcome.status === "fail") return outcome;
  }
  return pass();
}

/** Passes when the call threw; with `code`, when it threw an EngineError of that code. */
export function expectThrow(what: string, got: Attempt, code?: string): Outcome {
  if (got.status === "returned") return fail("std.did-not-throw", { what, got: brief(got.value) });
  if (code === undefined || got.error.code === code) return pass();
  return fail("std.threw-other", { what, expected: code, got: got.error.code ?? got.error.name });
}

/** Outcomes in order: the first that fails, else a pass. */
export function firstFailure(...outcomes: readonly Outcome[]): Outcome {
  return outcomes.find((outcome) => outcome.status === "fail") ?? pass();
}

function isClose(got: number, expected: number, tolerance: number): boolean {
  if (Object.is(got, expected) || got === expected) return true;
  return Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function isNumberList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Seven significant digits are enough to see a difference and short enough to read. */
function format(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(7)));
}

function brief(value: unknown): string {
  if (typeof value === "number") return format(value);
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (value === null || typeof value !== "object") return String(value);
  return Object.prototype.toString.call(value).slice(8, -1);
}
