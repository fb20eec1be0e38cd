import { readFileSync } from "node:fs";

type Rows = readonly (readonly number[])[];
type Weights = { readonly weights: readonly number[] | null };
type Named = { readonly name: string };

export type LinearCase = Named &
  Weights & {
    readonly options: {
      readonly model: "linear" | "ridge" | "net";
      readonly penalty: number;
      readonly lassoShare: number;
      readonly intercept: boolean;
    };
    readonly coefficients: readonly number[];
    readonly intercept: number;
    readonly predictions: readonly number[];
  };

type LinearFixture = {
  readonly features: Rows;
  readonly targets: readonly number[];
  readonly two: readonly string[];
  readonly three: readonly string[];
  readonly weights: readonly number[];
  readonly new: Rows;
  readonly linear: readonly LinearCase[];
  readonly wide: {
    readonly features: Rows;
    readonly targets: readonly number[];
    readonly penalty: number;
    readonly coefficients: readonly number[];
    readonly intercept: number;
  };
  readonly path: { readonly features: Rows; readonly penalties: readonly number[]; readonly coefficients: Rows };
  readonly longley: {
    readonly features: Rows;
    readonly targets: readonly number[];
    readonly coefficients: readonly number[];
    readonly intercept: number;
  };
  readonly logistic: readonly (Named &
    Weights & {
      readonly labels: readonly string[];
      readonly options: { readonly penalty: number; readonly classWeights?: "balanced" };
      readonly coefficients: Rows;
      readonly probabilities: Rows;
    })[];
  readonly unpenalized: Readonly<Record<"weights" | "statsmodels" | "r", readonly number[]>>;
  readonly bayes: {
    readonly counts: Rows;
    readonly newCounts: Rows;
    readonly center: readonly number[];
    readonly cases: readonly (Named &
      Weights & {
        readonly shape: "gaussian" | "multinomial" | "bernoulli";
        readonly options: { readonly smoothing?: number; readonly cutAt?: number };
        readonly moved: "none" | "counts" | "center";
        readonly probabilities: Rows;
      })[];
  };
  readonly neighbors: {
    readonly at: Rows;
    readonly cases: readonly (Named & {
      readonly neighbors: number;
      readonly weighting: "uniform" | "distance";
      readonly probabilities: Rows;
      readonly values: readonly number[];
    })[];
  };
  readonly kMeans: {
    readonly features: Rows;
    readonly cases: readonly (Named &
      Weights & {
        readonly start: Rows;
        readonly centers: Rows;
        readonly inertia: number;
        readonly clusters: readonly number[];
      })[];
  };
  readonly isotonic: {
    readonly scores: readonly number[];
    readonly at: readonly number[];
    readonly cases: readonly (Named &
      Weights & {
        readonly targets: readonly number[];
        readonly increasing: boolean;
        readonly calibrated: readonly number[];
      })[];
  };
  readonly platt: readonly (Named & {
    readonly labels: readonly number[];
    readonly scores: readonly number[];
    readonly slope: number;
    readonly intercept: number;
    readonly sklearn: readonly number[] | null;
  })[];
  readonly baselines: Readonly<Record<"shares" | "balanced" | "named", readonly number[]>>;
};

/** linear.json as linear.gen.py writes it. */
export const linearFixture: LinearFixture = JSON.parse(
  readFileSync(new URL("linear.json", import.meta.url), "utf8"),
) as LinearFixture; // the shape is the generator's
