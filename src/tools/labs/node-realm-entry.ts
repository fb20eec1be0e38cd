import type { FromRealm, ToRealm } from "#contract/sandbox.ts";
import type { Realm } from "#lab/realm/realm.ts";
import { startRealm } from "#lab/realm/start-realm.ts";

type Port = {
  postMessage: (message: FromRealm) => void;
  onmessage: (event: { data: ToRealm }) => void;
  start?: () => void;
};

/** Bundled and run in a context without Node's names, in a thread of its own. */
export function start(port: Port): Realm["stray"] {
  const post = port.postMessage;
  const { apply } = Reflect;
  const realm = startRealm((message) => apply(post, port, [message]));
  port.onmessage = ({ data }) => realm.receive(data);
  port.start?.();
  port.postMessage({ kind: "ready" });
  return realm.stray;
}
