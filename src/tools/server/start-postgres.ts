import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

export type Postgres = {
  readonly url: string;
  /** Takes away all tables. */
  readonly empty: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const port = "47890";

/** PostgreSQL for a measurement: by DATABASE_URL, else a server of its own from the programs of this machine; undefined without either. */
export async function startPostgres(): Promise<Postgres | undefined> {
  const given = process.env["DATABASE_URL"];
  if (given !== undefined && given !== "") return { url: given, empty: () => empty(given), stop: async () => {} };
  const bin = findPrograms();
  if (bin === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "siklus-postgres-"));
  const owner = process.getuid?.() === 0 ? idsOf("postgres") : undefined; // PostgreSQL does not run as root
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = `${folder}/data`;
  const made = spawnSync(`${bin}/initdb`, ["-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8"], { ...owner });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const child = spawn(`${bin}/postgres`, ["-D", data, "-p", port, "-k", folder, "-h", ""], {
    stdio: "ignore",
    ...owner,
  });
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}&port=${port}`;
  await waitFor(url);
  return {
    url,
    empty: () => empty(url),
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findPrograms(): string | undefined {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).toSorted((a, b) => Number(b) - Number(a)) : [];
  return [...versions.map((version) => `${base}/${version}/bin`), "/usr/local/bin", "/usr/bin"].find((folder) =>
    existsSync(`${folder}/initdb`),
  );
}

function idsOf(user: string): { readonly uid: number; readonly gid: number } | undefined {
  const ask = (flag: string): number => Number(String(spawnSync("id", [flag, user]).stdout).trim());
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid > 0 ? { uid, gid } : undefined;
}

async function waitFor(url: string): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function empty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("drop schema public cascade; create schema public");
  await client.end();
}
