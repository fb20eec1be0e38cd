import { doorNames } from "#contract/doors.ts";
import type { FromRealm } from "#contract/sandbox.ts";
import { openPart } from "./open-part.ts";
import { createRealm, type Realm } from "./realm.ts";

/** A realm with all doors, each evaluated when it is opened. Bundled by src/tools/vite/bundle-realm.ts. */
export function startRealm(send: (message: FromRealm) => void): Realm {
  const doors = Object.fromEntries(doorNames.map((door) => [`siklus/${door}`, () => openPart(door)]));
  return createRealm({ send, doors });
}
