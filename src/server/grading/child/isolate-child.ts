import { closeSync, fstatSync, openSync, read, readSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { deserialize, serialize } from "node:v8";
import type ivm from "isolated-vm";
import type { FromIsolate, ToIsolate } from "../isolate/realm-entry.ts";
import { type FrameKind, frameHead, frameKinds, frameReader } from "./frames.ts";

// The disposable process around one learner's isolate: `node --permission` with this file, the addon and the realm readable and
// nothing else. It knows no secret, judges nothing, and ends with the pipe (descriptor 3), which is all that it has.
const [addonFile = "", expectedImage = ""] = process.argv.slice(2);
const pipe = 3;
const mebibyte = 1024 * 1024;

function send(kind: FrameKind, bytes: Uint8Array): void {
  for (const part of [frameHead(kind, bytes.length), bytes]) {
    for (let at = 0; at < part.length; ) at += writeSync(pipe, part, at);
  }
}

function end(why: string): never {
  try {
    send(frameKinds.ended, Buffer.from(why));
  } catch {
    // the grader is gone: nobody to tell
  }
  process.exit(0);
}

const { Isolate, Callback, ExternalCopy } = (createRequire(addonFile)(addonFile) as { ivm: typeof ivm }).ivm; // the addon's one export
const defaultMemoryMiB = 256;

type Wanted = { readonly image: string; readonly memoryMiB: number; readonly timeoutMs: number };
type Realm = (message: ToIsolate) => void;
let isolate: ivm.Isolate | undefined;
let made = { image: "", memoryMiB: 0 };
let timeoutMs = 60_000;
let wakeTimer: ReturnType<typeof setTimeout> | undefined;
let wakeAt = Number.POSITIVE_INFINITY;
let realm: Realm | undefined;
let spare: Realm | undefined;

/** Once into memory and never copied: on small machines each page of it costs more than its bytes. */
function readImage(file: string): ArrayBuffer {
  const descriptor = openSync(file, "r");
  const bytes = new Uint8Array(fstatSync(descriptor).size);
  for (let at = 0; at < bytes.length; ) at += readSync(descriptor, bytes, { offset: at });
  closeSync(descriptor);
  return bytes.buffer;
}

function makeIsolate(wanted: { readonly image: string; readonly memoryMiB: number }): void {
  isolate?.dispose();
  made = wanted;
  const snapshot = new ExternalCopy(readImage(wanted.image), { transferOut: true });
  isolate = new Isolate({ memoryLimit: wanted.memoryMiB, snapshot, onCatastrophicError: () => end("memory-limit") });
  spare = makeRealm();
}

function makeRealm(): Realm {
  if (isolate === undefined) throw new Error("no isolate");
  const context = isolate.createContextSync();
  const post = new Callback((message: FromIsolate) => {
    if (message.kind === "wake") wakeAfter(message.afterMs);
    else send(frameKinds.answer, serialize(message));
  });
  const receive: ivm.Reference<Realm> = context.evalClosureSync("return SiklusRealm.start($0)", [post], {
    result: { reference: true },
  });
  return (message) => {
    try {
      receive.applySync(undefined, [message], { arguments: { copy: true }, timeout: timeoutMs });
    } catch (error) {
      if (isolate?.isDisposed) end("memory-limit");
      if (error instanceof Error && error.message.includes("timed out")) end("crashed");
      // An error that nobody caught in a timer or promise of the learner's: their own affair.
    }
    if (isolate?.isDisposed) end("memory-limit");
  };
}

function wakeAfter(delayMs: number): void {
  const at = Date.now() + delayMs;
  if (at >= wakeAt) return;
  clearTimeout(wakeTimer);
  wakeAt = at;
  wakeTimer = setTimeout(() => {
    wakeAt = Number.POSITIVE_INFINITY;
    realm?.({ kind: "wake" });
  }, delayMs);
}

let loading: Extract<ToIsolate, { kind: "load" }> | undefined;
const hear = frameReader({
  maxFrameBytes: 512 * mebibyte,
  maxTotalBytes: 2048 * mebibyte,
  onTooMuch: () => end("crashed"),
  onFrame: ({ kind, bytes }) => {
    if (kind === frameKinds.open) {
      const { image, memoryMiB, timeoutMs: limitMs } = JSON.parse(bytes.toString("utf8")) as Wanted; // written by learner-process.ts
      clearTimeout(wakeTimer);
      wakeAt = Number.POSITIVE_INFINITY;
      timeoutMs = limitMs;
      if (image !== made.image || memoryMiB !== made.memoryMiB) makeIsolate({ image, memoryMiB });
      realm = spare ?? makeRealm();
      spare = undefined;
    } else if (kind === frameKinds.load) {
      loading = deserialize(bytes) as Extract<ToIsolate, { kind: "load" }>; // written by learner-process.ts
    } else if (kind === frameKinds.data && loading !== undefined) {
      const message = { ...loading, data: deserialize(bytes) as Record<string, unknown> }; // likewise
      loading = undefined;
      realm?.(message);
    } else if (kind === frameKinds.message) {
      realm?.(deserialize(bytes) as ToIsolate); // likewise
    }
  },
});

function listen(): void {
  const room = Buffer.allocUnsafe(64 * 1024);
  read(pipe, room, 0, room.length, null, (error, count) => {
    if (error !== null || count === 0) process.exit(0);
    hear(room.subarray(0, count));
    listen();
  });
}

try {
  if (expectedImage !== "") makeIsolate({ image: expectedImage, memoryMiB: defaultMemoryMiB });
} catch {
  end("crashed");
}
send(frameKinds.ready, new Uint8Array(0));
listen();
