import { type DoorName, doorNames } from "#contract/doors.ts";
import type { FromRealm } from "#contract/sandbox.ts";
import { createRealm, type Realm } from "./realm.ts";

/** A realm with all doors, each evaluated when it is opened. */
export function startRealm({
  send,
  openDoor,
}: {
  readonly send: (message: FromRealm) => void;
  readonly openDoor: (door: DoorName) => object;
}): Realm {
  const doors = Object.fromEntries(doorNames.map((door) => [`siklus/${door}`, () => openDoor(door)]));
  return createRealm({ send, doors });
}
