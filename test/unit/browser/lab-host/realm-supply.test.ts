import { afterEach, expect, it, vi } from "vitest";
import { createRealmSupply, type RealmSupply } from "#browser/lab-host/realm-supply.ts";
import type { ToFrame } from "#browser/sandbox/frame-messages.ts";
import type { ToRealm } from "#contract/sandbox.ts";

// The frame's side of the line, over real message ports: it starts realms that say "ready" and note what they hear.
type Frame = { readonly starts: () => number; readonly heard: readonly ToRealm[]; readonly port: MessagePort };

const frames: Frame[] = [];
const open: MessagePort[] = [];

function addFrame(): Frame {
  const { port1, port2 } = new MessageChannel();
  const heard: ToRealm[] = [];
  let starts = 0;
  port1.onmessage = ({ data, ports }: MessageEvent<ToFrame>) => {
    if (data.kind === "ping") port1.postMessage({ kind: "pong" });
    const [realm] = ports;
    if (data.kind !== "start" || realm === undefined) return;
    starts++;
    realm.onmessage = (message: MessageEvent<ToRealm>) => heard.push(message.data);
    realm.postMessage({ kind: "ready" });
    open.push(realm);
  };
  open.push(port1, port2);
  const frame = { starts: () => starts, heard, port: port2 };
  frames.push(frame);
  return frame;
}

function supplied(): RealmSupply {
  const supply: RealmSupply = createRealmSupply(() => supply.frameArrived(addFrame().port));
  return supply;
}

afterEach(() => {
  for (const port of open.splice(0)) port.close();
  frames.length = 0;
});

const frame = (): Frame => {
  const [first] = frames;
  if (first === undefined) throw new Error("no frame was asked for");
  return first;
};

it("no realm starts while another one runs; the next starts after its end", async () => {
  const supply = supplied();
  const realm = await supply.take();
  expect(await realm.frameIsGone()).toBe(false); // a round trip: a start before it would have been seen
  expect(frame().starts()).toBe(1);
  realm.end();
  await vi.waitFor(() => expect(frame().starts()).toBe(2));
});

it("a run that does not wait for the next realm starts it itself, and only once", async () => {
  const supply = supplied();
  (await supply.take()).end();
  const second = await supply.take();
  expect(frame().starts()).toBe(2);
  second.end();
  await vi.waitFor(() => expect(frame().starts()).toBe(3));
  await supply.warm();
  expect(frame().starts()).toBe(3);
});

it("the realm that waits is told which doors to open, and later ones from the start", async () => {
  const supply = supplied();
  await supply.warm();
  supply.prepare(["data", "show"]);
  await vi.waitFor(() => expect(frame().heard.at(-1)).toEqual({ kind: "prepare", doors: ["data", "show"] }));
  (await supply.take()).end();
  const before = frame().heard.length;
  await supply.warm();
  await vi.waitFor(() => expect(frame().heard.slice(before)).toEqual([{ kind: "prepare", doors: ["data", "show"] }]));
});
