import { EngineError } from "./errors.ts";

/**
 * Stops unless the confidence of an interval is a share strictly between 0 and 1: 0.95, not 95.
 *
 * @example requireConfidence("bootstrapInterval", 0.95) // => undefined
 */
export function requireConfidence(functionName: string, confidence: number): void {
  if (confidence > 0 && confidence < 1) return;
  throw new EngineError(
    "out-of-range",
    `${functionName} requires a confidence strictly between 0 and 1, got ${confidence}`,
    { function: functionName, argument: "confidence", got: String(confidence) },
  );
}
