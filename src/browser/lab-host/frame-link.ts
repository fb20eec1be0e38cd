import type { RealmListener, RealmPort } from "#lab/realm-port.ts";
import type { FromFrame, ToFrame } from "../sandbox/frame-messages.ts";

/** A learner's realm that is there for one run. */
export type Realm = {
  /** Resolves when its code is evaluated and it waits for work; rejects when it does not start. */
  readonly ready: Promise<void>;
  readonly port: RealmPort;
  readonly end: () => void;
};

export type FrameLink = {
  readonly startRealm: () => Realm;
  /** Whether the frame still answers; a crashed process does not. */
  readonly answers: (withinMs: number) => Promise<boolean>;
};

type Watched = RealmListener & { readonly failedToStart: () => void };

/** The conductor's line to one sandbox frame. */
export function linkFrame(port: MessagePort): FrameLink {
  const realms = new Map<number, Watched>();
  const pongs = new Set<() => void>();
  let nextId = 1;
  const post = (message: ToFrame, transfer: Transferable[] = []): void => port.postMessage(message, transfer);

  port.onmessage = ({ data }: MessageEvent<FromFrame>) => {
    if (data.kind === "pong") {
      for (const pong of pongs) pong();
      pongs.clear();
    } else realms.get(data.realmId)?.failedToStart();
  };

  return {
    startRealm: () => {
      const realmId = nextId++;
      const { port1, port2 } = new MessageChannel();
      const realm = watchRealm(port1);
      realms.set(realmId, realm.watched);
      post({ kind: "start", realmId }, [port2]);
      return {
        ready: realm.ready,
        port: realm.port,
        end: () => {
          realms.delete(realmId);
          port1.onmessage = null;
          port1.close();
          post({ kind: "end", realmId });
        },
      };
    },
    answers: (withinMs) =>
      new Promise((resolve) => {
        const timeout = setTimeout(() => resolve(false), withinMs);
        pongs.add(() => {
          clearTimeout(timeout);
          resolve(true);
        });
        post({ kind: "ping" });
      }),
  };
}

function watchRealm(channel: MessagePort): { watched: Watched; ready: Promise<void>; port: RealmPort } {
  let listener: RealmListener | undefined;
  let ended: "crashed" | "memory-limit" | undefined;
  const early: unknown[] = [];
  let settle: { resolve: () => void; reject: (error: Error) => void } = { resolve: () => {}, reject: () => {} };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  ready.catch(() => {}); // whoever awaits it hears of it
  const end = (why: "crashed" | "memory-limit"): void => {
    if (ended !== undefined) return;
    ended = why;
    settle.reject(new Error(`the realm ended: ${why}`));
    listener?.end(why);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    settle.resolve();
    if (listener === undefined) early.push(data);
    else listener.message(data);
  };
  // Where the browser tells it (Chromium): the other side is gone, be it by a crash of its process or by its own hand.
  channel.addEventListener("close", () => end("crashed"));
  return {
    watched: { message: () => {}, end, failedToStart: () => end("crashed") },
    ready,
    port: {
      post: (message) => channel.postMessage(message),
      listen: (to) => {
        listener = to;
        for (const message of early.splice(0)) to.message(message);
        if (ended !== undefined) to.end(ended);
      },
    },
  };
}
