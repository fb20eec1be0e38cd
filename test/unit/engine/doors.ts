import * as business from "#engine/business/index.ts";
import * as data from "#engine/data/index.ts";
import * as features from "#engine/features/index.ts";
import * as labeling from "#engine/labeling/index.ts";
import * as metrics from "#engine/metrics/index.ts";
import * as monitoring from "#engine/monitoring/index.ts";
import * as pipelines from "#engine/pipelines/index.ts";
import * as serving from "#engine/serving/index.ts";
import * as training from "#engine/training/index.ts";
import * as tuning from "#engine/tuning/index.ts";

/** What learners can import, by door. */
export const doors = {
  business,
  data,
  features,
  labeling,
  metrics,
  monitoring,
  pipelines,
  serving,
  training,
  tuning,
} as const;
