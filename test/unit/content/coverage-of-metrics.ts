import { pointsOfAccuracy } from "./coverage-of-accuracy.ts";
import { pointsOfCurves } from "./coverage-of-curves.ts";
import { pointsOfPrecision } from "./coverage-of-precision.ts";
import type { Point } from "./coverage-point.ts";

/** Every heading and bullet of section 7 of the source, in its order and words, and where a lesson covers it. */
export const pointsOfMetrics: readonly Point[] = [...pointsOfAccuracy, ...pointsOfPrecision, ...pointsOfCurves];
