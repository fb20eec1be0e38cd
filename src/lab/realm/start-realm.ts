import { type DoorName, doorNames } from "#contract/doors.ts";
import type { FromRealm } from "#contract/sandbox.ts";
import { createRealm, type Realm } from "./realm.ts";
import { warmUp } from "./warm-up.ts";

/** A realm with all doors, each evaluated when it is opened, and warmed up. */
export function startRealm({
  send,
  openDoor,
}: {
  readonly send: (message: FromRealm) => void;
  readonly openDoor: (door: DoorName) => object;
}): Realm {
  const doors = Object.fromEntries(doorNames.map((door) => [`siklus/${door}`, () => openDoor(door)]));
  const realm = createRealm({ send, doors });
  warmUp();
  return realm;
}
