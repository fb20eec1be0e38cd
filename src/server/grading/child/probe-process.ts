import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";
import { frameHead, frameKinds } from "./frames.ts";

type Finding = { readonly what: string; readonly got: string };

/**
 * What somebody who had broken out of the isolate would find: tried from the child's own Node, with all its names. Each finding is
 * something that the second wall does not stop.
 */
async function probeProcess(): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const attempt = (what: string, run: () => unknown): void => {
    try {
      findings.push({ what, got: String(run()).slice(0, 200) });
    } catch {
      // refused: as it should be
    }
  };
  for (const file of ["/etc/passwd", "/proc/1/environ", "/proc/self/environ", "/proc/net/tcp"]) {
    attempt(`read ${file}`, () => readFileSync(file, "utf8"));
  }
  for (const folder of ["/", "/tmp", "/work", "/home", "/root"]) attempt(`list ${folder}`, () => readdirSync(folder));
  for (const file of ["/tmp/siklus-probe", "siklus-probe"]) attempt(`write ${file}`, () => writeFileSync(file, "x"));
  attempt("spawn a process", () => {
    const { error, status } = spawnSync("/bin/sh", ["-c", "exit 0"]);
    if (error !== undefined) throw error;
    return `status ${status}`;
  });
  attempt("start a thread", () => new Worker("0", { eval: true }).threadId);
  const names = Object.keys(process.env).filter((name) => !/^(UV_THREADPOOL_SIZE|PWD|NODE_.*)$/.test(name));
  if (names.length > 0) findings.push({ what: "environment", got: names.join(" ") });
  for (const host of ["169.254.169.254", "1.1.1.1"]) {
    const got = await canConnect(host, 80);
    if (got !== undefined) findings.push({ what: `network ${host}`, got });
  }
  return findings;
}

/** Refused, unreachable and silence are alike outside a network namespace; only "no route at all" shows a wall. */
function canConnect(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    try {
      const socket = connect({ host, port, timeout: 300 });
      socket.on("connect", () => resolve("connected"));
      socket.on("timeout", () => resolve("a packet was sent"));
      socket.on("error", (error: NodeJS.ErrnoException) =>
        resolve(/ENETUNREACH|ERR_ACCESS_DENIED|EPERM/.test(error.code ?? "") ? undefined : (error.code ?? "error")),
      );
    } catch {
      resolve(undefined);
    }
  });
}

void probeProcess().then((findings) => {
  const bytes = Buffer.from(JSON.stringify(findings));
  writeSync(3, frameHead(frameKinds.finding, bytes.length));
  writeSync(3, bytes);
  process.exit(0);
});
