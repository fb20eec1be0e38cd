import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Duplex, Readable } from "node:stream";
import { deserialize, serialize } from "node:v8";
import type { ToRealm } from "#contract/sandbox.ts";
import type { RealmListener, RealmPort } from "#lab/realm-port.ts";
import { type FrameKind, frameHead, frameKinds, frameReader } from "./child/frames.ts";
import type { SandboxCommand } from "./sandbox-command.ts";

const mebibyte = 1024 * 1024;
/** Of one message and of all that one submission may say; beyond it the process is ended. */
const maxFrameBytes = 64 * mebibyte;
const maxTotalBytes = 160 * mebibyte;
/** Node itself with its libraries, before any learner's code. */
const baseMemoryMiB = 160;
const watchEveryMs = 40;
const startWithinMs = 20_000;

/** A disposable process around an isolate, for one submission. */
export type LearnerProcess = {
  readonly pid: number;
  /** A new realm; the one before is forgotten. */
  readonly openRealm: (wanted: {
    /** By `imageKey`. */
    readonly image: string;
    readonly memoryMiB: number;
    readonly timeoutMs: number;
  }) => RealmPort;
  /** Processor time that it has used, as far as the host tells. */
  readonly cpuMs: () => number | undefined;
  readonly kill: () => void;
  readonly ended: Promise<void>;
};

/** Starts a process; it is ready when this settles, and quicker later if it will be asked for the image that is expected. */
export async function startLearnerProcess(sandbox: SandboxCommand, expected?: string): Promise<LearnerProcess> {
  const isWalled = sandbox.wall === "bubblewrap";
  const child = spawn(sandbox.command, sandbox.args("child", sandbox.images[expected ?? ""]), {
    cwd: sandbox.cwd,
    env: { ...sandbox.env },
    stdio: ["ignore", "ignore", "ignore", "pipe", isWalled ? "pipe" : "ignore"],
  });
  const pipe = child.stdio[3] as Duplex; // "pipe" above
  pipe.on("error", () => {}); // the process is gone: "exit" tells
  let listener: RealmListener | undefined;
  let early: unknown[] = [];
  let gone: "crashed" | "memory-limit" | undefined;
  let announceReady: () => void = () => {};
  let announceFailure: (error: Error) => void = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    announceReady = resolve;
    announceFailure = reject;
  });

  const kill = (): void => {
    child.kill("SIGKILL"); // bubblewrap's children die with it
    pipe.destroy();
  };
  const leave = (why: "crashed" | "memory-limit"): void => {
    if (gone !== undefined) return;
    gone = why;
    clearInterval(watch);
    listener?.end(why);
    kill();
  };
  const read = frameReader({
    maxFrameBytes,
    maxTotalBytes,
    onTooMuch: () => leave("memory-limit"),
    onFrame: ({ kind, bytes }) => {
      if (gone !== undefined) return;
      if (kind === frameKinds.ready) announceReady();
      else if (kind === frameKinds.ended)
        leave(bytes.toString("latin1") === "memory-limit" ? "memory-limit" : "crashed");
      else if (kind === frameKinds.answer) hear(bytes);
    },
  });
  const hear = (bytes: Buffer): void => {
    let message: unknown;
    try {
      message = deserialize(bytes);
    } catch {
      return; // nothing that a realm says: dropped like any other nonsense
    }
    if (listener === undefined) early.push(message);
    else listener.message(message);
  };
  pipe.on("data", read);
  child.on("error", (error) => announceFailure(error));
  const ended = new Promise<void>((resolve) => {
    child.on("exit", () => {
      announceFailure(new Error("the learner's process ended before it was ready"));
      leave("crashed");
      resolve();
    });
  });

  let inner: number | undefined;
  if (isWalled) readInnerPid(child, (pid) => (inner = pid));
  let limitMiB = Number.POSITIVE_INFINITY;
  const watch = setInterval(() => {
    const used = memoryOf(inner ?? child.pid);
    if (used !== undefined && used > limitMiB) leave("memory-limit");
  }, watchEveryMs);
  watch.unref();

  const tooSlow = setTimeout(() => leave("crashed"), startWithinMs);
  try {
    await ready;
  } finally {
    clearTimeout(tooSlow);
  }

  const write = (kind: FrameKind, bytes: Uint8Array): void => {
    if (gone !== undefined) return;
    pipe.cork(); // one write for both
    pipe.write(frameHead(kind, bytes.length));
    pipe.write(bytes);
    pipe.uncork();
  };
  return {
    pid: inner ?? child.pid ?? 0,
    openRealm: ({ image, memoryMiB, timeoutMs }) => {
      listener = undefined;
      early = [];
      limitMiB = baseMemoryMiB + 2 * memoryMiB;
      write(frameKinds.open, Buffer.from(JSON.stringify({ image: sandbox.images[image], memoryMiB, timeoutMs })));
      return {
        post: (message) => {
          if (message.kind === "load") postLoad(message, write);
          else write(frameKinds.message, serialize(message));
        },
        listen: (to) => {
          listener = to;
          if (gone !== undefined) to.end(gone);
          for (const message of early.splice(0)) to.message(message);
        },
      };
    },
    cpuMs: () => cpuOf(inner ?? child.pid),
    kill: () => {
      leave("crashed");
      kill();
    },
    ended,
  };
}

/** A lab's data are the same for every submission: serialised once. */
const serialized = new WeakMap<object, Uint8Array>();

function postLoad(
  { data, ...head }: Extract<ToRealm, { kind: "load" }>,
  write: (kind: FrameKind, bytes: Uint8Array) => void,
): void {
  const bytes = serialized.get(data) ?? serialize(data);
  serialized.set(data, bytes);
  write(frameKinds.load, serialize(head));
  write(frameKinds.data, bytes);
}

/** bubblewrap says which process it has started: the one to watch. */
function readInnerPid(child: ChildProcess, found: (pid: number) => void): void {
  const stream = child.stdio[4] as Readable; // "pipe" where there is a wall
  let text = "";
  stream.on("error", () => {});
  stream.on("data", (piece) => {
    text += String(piece);
    const pid = /"child-pid":\s*(\d+)\b/.exec(text)?.[1];
    if (pid !== undefined) found(Number(pid));
  });
}

function readProc(pid: number | undefined, file: string): string | undefined {
  try {
    return pid === undefined ? undefined : readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}

const pageBytes = 4_096;
const tickMs = 10;

function memoryOf(pid: number | undefined): number | undefined {
  const pages = readProc(pid, "statm")?.split(" ")[1];
  return pages === undefined ? undefined : (Number(pages) * pageBytes) / mebibyte;
}

/** Fields 14 and 15 of /proc/<pid>/stat, after the name in brackets: user and system ticks. */
function cpuOf(pid: number | undefined): number | undefined {
  const fields = readProc(pid, "stat")?.split(") ").at(-1)?.split(" ");
  const ticks = Number(fields?.[11]) + Number(fields?.[12]);
  return Number.isFinite(ticks) ? ticks * tickMs : undefined;
}
