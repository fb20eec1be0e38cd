import type { DoorName } from "#contract/doors.ts";
import type { FromRealm } from "#contract/sandbox.ts";
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
import * as show from "#lab/doors/show.ts";
import { compile } from "../compile.ts";
import { createRealm, type Realm } from "./realm.ts";

const doors: Readonly<Record<`siklus/${DoorName}`, object>> = {
  "siklus/business": business,
  "siklus/data": data,
  "siklus/features": features,
  "siklus/labeling": labeling,
  "siklus/metrics": metrics,
  "siklus/monitoring": monitoring,
  "siklus/pipelines": pipelines,
  "siklus/serving": serving,
  "siklus/show": show,
  "siklus/training": training,
  "siklus/tuning": tuning,
};

/** A realm with all doors, warmed up: the first compile of a thread is several times slower than the second. */
export function startRealm(send: (message: FromRealm) => void): Realm {
  const realm = createRealm({ send, doors });
  compile('import { f } from "siklus/data";\nexport const g = (x: number[]): string => `x`;\nclass A<T> {}\n');
  return realm;
}
