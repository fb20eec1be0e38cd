import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { labId } from "#contract/lab.ts";
import { labsDirectory } from "./labs/find-labs.ts";
import { labTemplate } from "./labs/lab-template.ts";

// npm run new:lab -- 07-metrics/slug
const parsed = labId.safeParse(process.argv[2]);
if (!parsed.success) throw new Error("npm run new:lab -- <stage>/<slug>, such as 07-metrics/fish-matrix");
const directory = `${labsDirectory}${parsed.data}`;
if (existsSync(directory)) throw new Error(`labs/${parsed.data} exists already`);

for (const [file, content] of Object.entries(labTemplate(`siklus-canary-${randomBytes(16).toString("hex")}`))) {
  const path = `${directory}/${file}`;
  await mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  await writeFile(path, content);
}
console.log(`labs/${parsed.data} is there and runs. What is still to be written, the gate says:`);
console.log(`  npm run labs -- --host node ${parsed.data}`);
