/** A score for each column of the features: larger says more. */
export type FeatureScores = {
  /** Column names, length d. */
  readonly names: readonly string[];
  /** Length d. */
  readonly scores: Float64Array;
};

/** Scores of a statistical test, each with the chance that mere luck scores as high. */
export type TestedScores = FeatureScores & {
  /** In [0, 1], length d. */
  readonly pValues: Float64Array;
};
