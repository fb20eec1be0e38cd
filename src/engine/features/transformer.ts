import type { Fitted } from "#engine/core/require-fitted.ts";
import type { Binning } from "./fit-binning.ts";
import type { DateParts } from "./fit-date-parts.ts";
import type { HashingEncoder } from "./fit-hashing.ts";
import type { LogTransform } from "./fit-log.ts";
import type { OneHotEncoder } from "./fit-one-hot.ts";
import type { OrdinalEncoder } from "./fit-ordinal.ts";
import type { Pca } from "./fit-pca.ts";
import type { PolynomialFeatures } from "./fit-polynomial.ts";
import type { PowerTransform } from "./fit-power.ts";
import type { Scaler } from "./fit-scaler.ts";
import type { SimpleImputer } from "./fit-simple-imputer.ts";
import type { TargetEncoder } from "./fit-target-encoder.ts";
import type { TextVectorizer } from "./fit-text-vectorizer.ts";
import type { ColumnSelection } from "./keep-columns.ts";

/** What every transformer of columns carries beside its own numbers. */
export type ColumnTransformer = Fitted & {
  readonly version: 1;
  /** Whether the columns it reads stay in the table beside those it makes. */
  readonly keepsInputs: boolean;
};

/** Transformers one after the other, as one. */
export type TransformerPipeline = Fitted & {
  readonly kind: "pipeline";
  readonly version: 1;
  readonly steps: readonly Transformer[];
};

/** Everything that `transform` knows: plain data that survives structuredClone and JSON. */
export type Transformer =
  | Binning
  | ColumnSelection
  | DateParts
  | HashingEncoder
  | SimpleImputer
  | LogTransform
  | OneHotEncoder
  | OrdinalEncoder
  | Pca
  | TransformerPipeline
  | PolynomialFeatures
  | PowerTransform
  | Scaler
  | TargetEncoder
  | TextVectorizer;
