import { mkdirSync, rmSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { exitCodes } from "#server/processes/exit-codes.ts";
import { holdLock } from "./hold-lock.ts";
import { servePglite } from "./serve-pglite.ts";

/**
 * PostgreSQL in WebAssembly, in a process of its own: web and graders speak to it as to any PostgreSQL, and each of them may die alone.
 * Killed at any moment it replays its write-ahead log at the next start. Ends with the process that started it.
 */
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    lock: { type: "string" },
    socket: { type: "string" },
    port: { type: "string" },
    template: { type: "string" },
  },
});
const { data, lock } = values;
if (data === undefined || lock === undefined) throw new Error("pglite-process needs --data and --lock");

if (!(await holdLock(lock))) {
  process.send?.({ kind: "in-use" });
  process.exit(exitCodes.databaseInUse);
}
mkdirSync(dirname(data), { recursive: true, mode: 0o700 });
const db = await openPglite(data);
if (values.socket !== undefined) rmSync(values.socket, { force: true });
const server = await servePglite(
  db,
  values.socket === undefined ? { port: Number(values.port), host: "127.0.0.1" } : { path: values.socket },
);
process.send?.({ kind: "ready" });

process.on("message", async () => {
  await db.query("select 1");
  process.send?.({ kind: "alive" });
});
for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) process.on(event, stop);

/** Making an empty database takes ten seconds, unpacking a made one takes one. */
async function openPglite(folder: string): Promise<PGlite> {
  const isNew = await readFile(`${folder}/PG_VERSION`).then(
    () => false,
    () => true,
  );
  if (!isNew || values.template === undefined) return PGlite.create({ dataDir: folder });
  const packed = await readFile(values.template).catch(() => null);
  if (packed !== null) return PGlite.create({ dataDir: folder, loadDataDir: new Blob([packed]) });
  const made = await PGlite.create({ dataDir: folder });
  const file = await made.dumpDataDir("gzip");
  mkdirSync(dirname(values.template), { recursive: true });
  await writeFile(`${values.template}.${process.pid}`, Buffer.from(await file.arrayBuffer()));
  await rename(`${values.template}.${process.pid}`, values.template);
  return made;
}

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await server.stop();
  await db.close();
  process.exit(0);
}
