import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exitCodes } from "#server/processes/exit-codes.ts";
import { type KeptProcess, keepRunning } from "#server/processes/keep-running.ts";

export type EmbeddedDatabase = { readonly url: string; pid: KeptProcess["pid"]; stop: KeptProcess["stop"] };

const processFile = fileURLToPath(new URL("./pglite-process.ts", import.meta.url));
/** The name of a Unix socket may be 107 bytes long on Linux, 103 on macOS. */
const longestSocketPath = 100;

/** Starts PGlite on `folder`/database and keeps it running. Only this account reaches it, by a socket in a folder of mode 700. */
export async function startEmbeddedDatabase({
  folder,
  cacheFolder,
}: {
  readonly folder: string;
  readonly cacheFolder: string;
}): Promise<EmbeddedDatabase> {
  const home = resolve(folder);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const place = process.platform === "win32" ? await loopbackPlace() : socketPlace(home);
  let lastCode: number | null = null;
  const kept = keepRunning({
    name: "database",
    file: processFile,
    args: ["--data", join(home, "database"), "--template", join(cacheFolder, "pglite-0.5.14.tar.gz"), ...place.args],
    givesUpWith: [exitCodes.databaseInUse],
    onExit: (code) => {
      lastCode = code;
    },
    heartbeat: { everyMs: 5_000, silenceMs: 40_000 },
  });
  try {
    await kept.ready;
  } catch (cause) {
    const reason =
      lastCode === exitCodes.databaseInUse
        ? `the database in ${folder}/ is used by another Siklus server: stop it, or set SIKLUS_DATA to another folder`
        : `the database in ${folder}/ does not start; the reason stands above`;
    throw new Error(reason, { cause });
  }
  writeFileSync(addressFile(home), place.url, { mode: 0o600 });
  return {
    url: place.url,
    pid: kept.pid,
    async stop() {
      rmSync(addressFile(home), { force: true });
      await kept.stop();
    },
  };
}

/** The address of the database that runs on `folder`, for a grader started by hand; null when none runs. */
export function runningDatabase(folder: string): string | null {
  try {
    return readFileSync(addressFile(resolve(folder)), "utf8");
  } catch {
    return null;
  }
}

const addressFile = (home: string) => join(home, "database-address");

function socketPlace(home: string): { args: string[]; url: string } {
  const folder = `${home}/.s.PGSQL.5432`.length > longestSocketPath ? shortFolder(home) : home;
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}`;
  return { args: ["--socket", join(folder, ".s.PGSQL.5432"), "--lock", join(folder, "lock")], url };
}

function shortFolder(home: string): string {
  const name = Buffer.from(home).toString("base64url").slice(-32);
  const folder = join(tmpdir(), `siklus-${process.getuid?.() ?? 0}-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

async function loopbackPlace(): Promise<{ args: string[]; url: string }> {
  const [port, lock] = [await freePort(), await freePort()];
  return {
    args: ["--port", String(port), "--lock", String(lock)],
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolvePort(address.port) : reject()));
    });
  });
}
