import { EngineError } from "./errors.ts";

/**
 * Stops unless the confidence of an interval is a share strictly between 0 and 1: 0.95, not 95.
 *
 * @example requireConfidence("bootstrapInterval", 0.95) // => undefined
 */
export function requireConfidence(functionName: string, confidence: number): void {
  // The second, because half of what is left over must not vanish by rounding: its quantile would be infinite.
  if (confidence > 0 && (1 + confidence) / 2 < 1) return;
  throw new EngineError(
    "out-of-range",
    `${functionName} requires a confidence strictly between 0 and 1, got ${confidence}`,
    { function: functionName, argument: "confidence", got: String(confidence) },
  );
}
