import * as door from "#engine/training/index.ts";

// Learners' code runs even when its types did not check, so hostile values are passed as they come.
export type Anything = never;

export const rng = door.createRng(1);

export const columns = { features: [[1], [2], [3], [4]], targets: [1, 2, 2, 5], labels: ["a", "a", "b", "b"] };

export type Columns = Readonly<Record<keyof typeof columns, Anything>>;

export const { features, targets, labels } = columns;

export const ofNumbers = { features, targets };

export const ofLabels = { features, labels };

export const clusters: Readonly<Record<string, (rows: Columns) => unknown>> = {
  fitKMeans: ({ features }) => door.fitKMeans({ features, clusters: 2, rng }),
};
