import { EngineError, type EngineErrorCode } from "#engine/core/errors.ts";

/** The error "join requires a key in both tables, got none", with the facts that a translated text needs. */
export function refusal({
  code,
  functionName,
  need,
  got,
  facts = {},
}: {
  readonly code: EngineErrorCode;
  readonly functionName: string;
  readonly need: string;
  readonly got: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}): EngineError {
  return new EngineError(code, `${functionName} requires ${need}, got ${got}`, {
    function: functionName,
    got,
    ...facts,
  });
}

/** A value as it stands in the sentence of an error: short, whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : String(value);
}
