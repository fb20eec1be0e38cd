import { EngineError } from "#engine/core/errors.ts";
import type { StepError } from "./run-record.ts";

/** An error as the record keeps it: its code or name, and its text. */
export function errorOf(error: unknown): StepError {
  if (error instanceof EngineError) return { name: error.code, message: error.message };
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: "error", message: String(error) };
}

/** The error of an attempt whose time was over, by the name that a retry policy knows. */
export function timeoutError(timeoutMs: number): StepError {
  return { name: "timeout", message: `not done within ${timeoutMs} ms` };
}
