import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { type ClassRows, parseClassRows } from "./class-rows.ts";
import { requireLabelsOrTargets } from "./require-labels-or-targets.ts";
import { parseTargetRows, type TargetRows } from "./target-rows.ts";
import type { ClassAnswers, ValueAnswers } from "./tree-rows.ts";

/** What is to be learned, checked: classes or numbers. */
export type Answers =
  | { readonly kind: "classes"; readonly rows: ClassRows }
  | { readonly kind: "values"; readonly rows: TargetRows };

/**
 * Features with labels or targets, checked. O(n × d).
 *
 * @throws {EngineError} as `parseMatrix`, `parseClassRows` and `parseTargetRows`; "wrong-type" without labels and targets, or with both
 */
export function parseAnswers({
  functionName,
  features,
  weights,
  labels,
  classWeights,
  targets,
  fewestClasses = 2,
}: {
  readonly functionName: string;
  readonly features: Features;
  readonly weights?: ArrayLike<number> | undefined;
  readonly fewestClasses?: 1 | 2;
} & (ClassAnswers | ValueAnswers)): { readonly matrix: Matrix; readonly answers: Answers } {
  requireLabelsOrTargets({ functionName, labels, targets });
  if (targets !== undefined) {
    const rows = parseTargetRows({ functionName, features, targets, weights });
    return { matrix: rows.matrix, answers: { kind: "values", rows } };
  }
  const matrix = parseMatrix({ functionName, features });
  const { rowCount } = matrix;
  const rows = parseClassRows({ functionName, labels, weights, classWeights, rowCount, fewestClasses });
  return { matrix, answers: { kind: "classes", rows } };
}
