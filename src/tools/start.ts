import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { serveSite } from "./serve.ts";
import { sourceHash } from "./source-hash.ts";

/** `npm start`: builds what has changed, serves it, prints the address. */
const { values } = parseArgs({ options: { port: { type: "string", default: process.env["PORT"] ?? "4321" } } });
const stampFile = "dist/.built-from";

if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== (await sourceHash())) {
  console.log("Building the site (a minute) …");
  const build = spawnSync("node", ["src/tools/build.ts", "--base", "/"], { stdio: "inherit" });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
try {
  const site = await serveSite({ folder: "dist", base: "/", port: Number(values.port) });
  console.log(`\n  Siklus is ready: ${site.url}\n  Stop it with Ctrl+C.\n`);
} catch (error) {
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (!isTaken) throw error;
  console.error(
    `Port ${values.port} is in use: stop what runs there, or choose another, such as: npm start -- --port 4400`,
  );
  process.exit(1);
}
