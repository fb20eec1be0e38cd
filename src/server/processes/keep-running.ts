import { type ChildProcess, fork } from "node:child_process";

export type KeptProcess = {
  /** Resolves at the first "ready" message; rejects when the process gave up before it. */
  readonly ready: Promise<void>;
  /** Process id of the one that runs now. */
  pid(): number | undefined;
  /** Sends SIGTERM, waits, kills what is still there. */
  stop(): Promise<void>;
};

export type KeepRunningOptions = {
  readonly name: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that mean "starting again will not help". */
  readonly givesUpWith?: readonly number[];
  readonly onMessage?: (message: unknown) => void;
  readonly onExit?: (code: number | null) => void;
  /** Asked for a sign of life this often; killed after missing it for `silenceMs`. */
  readonly heartbeat?: { readonly everyMs: number; readonly silenceMs: number };
};

const firstPauseMs = 200;
const longestPauseMs = 5_000;
/** A process that has never come up and died so often will not. */
const mostFailedStarts = 5;
const stopWithinMs = 12_000;

/** Starts a Node process and starts it again whenever it dies. It ends with us: the channel between us closes. */
export function keepRunning(options: KeepRunningOptions): KeptProcess {
  let child: ChildProcess | undefined;
  let isStopping = false;
  let pauseMs = firstPauseMs;
  let wasReady = false;
  let failedStarts = 0;
  let settle: { resolve: () => void; reject: (error: Error) => void } | null = null;
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  ready.catch(() => undefined); // whoever needs it awaits it; nobody needs to

  start();
  return {
    ready,
    pid: () => child?.pid,
    async stop() {
      isStopping = true;
      const running = child;
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => running.once("exit", () => resolve()));
      running.kill("SIGTERM");
      const timer = setTimeout(() => running.kill("SIGKILL"), stopWithinMs);
      await ended;
      clearTimeout(timer);
    },
  };

  function start(): void {
    if (isStopping) return;
    const started = fork(options.file, options.args ?? [], {
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = started;
    const startedAt = performance.now();
    const heart = watchHeart(started, options.heartbeat);
    started.on("message", (message) => {
      options.onMessage?.(message);
      if (!isReady(message)) return;
      wasReady = true;
      settle?.resolve();
    });
    started.once("error", (error) => settle?.reject(error));
    started.once("exit", (code) => {
      clearInterval(heart);
      options.onExit?.(code);
      if (isStopping) return;
      if (!wasReady) failedStarts++;
      const isHopeless =
        failedStarts >= mostFailedStarts || (code !== null && (options.givesUpWith ?? []).includes(code));
      if (isHopeless) {
        settle?.reject(new Error(`${options.name} ended with code ${code}`));
        return;
      }
      pauseMs = performance.now() - startedAt > longestPauseMs ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      setTimeout(start, pauseMs);
    });
  }
}

function watchHeart(child: ChildProcess, heartbeat: KeepRunningOptions["heartbeat"]): NodeJS.Timeout | undefined {
  if (heartbeat === undefined) return undefined;
  let isUp = false;
  let heardAt = performance.now();
  child.on("message", (message) => {
    isUp ||= isReady(message);
    heardAt = performance.now();
  });
  return setInterval(() => {
    if (!isUp || !child.connected) return;
    if (performance.now() - heardAt > heartbeat.silenceMs) child.kill("SIGKILL");
    else child.send({ kind: "ping" });
  }, heartbeat.everyMs).unref();
}

function isReady(message: unknown): boolean {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === "ready";
}
