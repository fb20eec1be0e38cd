import { spawnSync } from "node:child_process";

/** `npm run dev`: the site with reload as one edits. */
const result = spawnSync("astro", ["dev", "--port", "4321", ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(result.status ?? 1);
