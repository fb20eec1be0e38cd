import type { FromRealm } from "#contract/sandbox.ts";
import * as data from "#engine/data/index.ts";
import * as metrics from "#engine/metrics/index.ts";
import * as show from "#lab/doors/show.ts";
import { compile } from "../compile.ts";
import { createRealm, type Realm } from "./realm.ts";

/** A realm with all doors, warmed up: the first compile of a thread is several times slower than the second. */
export function startRealm(send: (message: FromRealm) => void): Realm {
  const realm = createRealm({ send, doors: { "siklus/data": data, "siklus/metrics": metrics, "siklus/show": show } });
  compile('import { f } from "siklus/data";\nexport const g = (x: number[]): string => `x`;\nclass A<T> {}\n');
  return realm;
}
