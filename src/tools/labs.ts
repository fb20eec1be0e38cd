import { parseArgs } from "node:util";
import { checkBehaviour } from "./labs/check-behaviour.ts";
import { checkCanaries, checkFolder, missingFiles } from "./labs/check-folder.ts";
import { findLabs, labsDirectory } from "./labs/find-labs.ts";
import { type GateHost, nodeGateHost } from "./labs/gate-host.ts";
import { fingerprintsOfLabs } from "./labs/known-fingerprints.ts";
import { type LabFolder, readLabFolder } from "./labs/lab-folder.ts";
import { readMessages } from "./labs/lab-text.ts";
import { checkTypes } from "./labs/lab-types.ts";
import { openNodeHost } from "./labs/node-host.ts";
import { patientHost } from "./labs/patient-host.ts";
import { type Problem, printProblem } from "./labs/problem.ts";

// npm run labs [-- --host node|browser|server|all] [stage/slug …]
const { values, positionals } = parseArgs({
  options: { host: { type: "string", default: "all" } },
  allowPositionals: true,
});
if (!["node", "browser", "server", "all"].includes(values.host))
  throw new Error(`--host is node, browser, server or all, got ${values.host}`);
const isAsked = (host: string): boolean => values.host === "all" || values.host === host;

const problems: Problem[] = [];
const all = await findLabs();
const chosen = positionals.length === 0 ? all : all.filter((id) => positionals.includes(id));
for (const name of positionals) {
  if (!all.some((id) => id === name))
    problems.push({ file: `labs/${name}`, what: "is no lab", remedy: `choose from ${all.join(", ")}` });
}

const folders: LabFolder[] = [];
for (const id of chosen) {
  const missing = missingFiles(id, `${labsDirectory}${id}`);
  problems.push(...missing);
  if (missing.length > 0) continue;
  try {
    folders.push(await readLabFolder(id));
  } catch (error) {
    problems.push({
      file: `labs/${id}`,
      what: `cannot be read (${String(error)})`,
      remedy: "mend what the message names",
    });
  }
}
for (const folder of folders) problems.push(...(await checkFolder(folder)));
const mistakes = folders.reduce((sum, folder) => sum + folder.mistakes.length, 0);
problems.push(...checkCanaries(folders), ...checkTypes(folders));

const fingerprints = await fingerprintsOfLabs(folders);
const hosts: GateHost[] = [];
if (isAsked("node")) hosts.push(nodeGateHost(await openNodeHost(), folders, fingerprints));
if (isAsked("browser")) hosts.push(await (await import("./labs/browser-gate-host.ts")).browserGateHost());
if (isAsked("server")) hosts.push(await (await import("./labs/server-gate-host.ts")).serverGateHost());

// A mistake counts as caught when it is caught on every host.
const missed = new Set<string>();
await Promise.all(
  hosts.map(patientHost).map(async (host) => {
    let caught = 0;
    const waiting = [...folders];
    const lane = async (): Promise<void> => {
      for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
        const behaviour = await checkBehaviour(folder, host, await readMessages(folder));
        problems.push(...behaviour.problems);
        caught += behaviour.caught.length;
        for (const { name } of folder.mistakes)
          if (!behaviour.caught.includes(name)) missed.add(`${folder.id}/${name}`);
      }
    };
    await Promise.all(Array.from({ length: host.lanes }, lane));
    console.log(`${host.name}: labs ${folders.length}, mistakes ${mistakes} caught ${caught}`);
    await host.close();
  }),
);

for (const line of new Set(problems.map(printProblem))) console.log(line);
console.log(`labs ${folders.length}, mistakes ${mistakes} caught ${mistakes - missed.size}`);
process.exitCode = problems.length > 0 || folders.length === 0 || missed.size > 0 ? 1 : 0;
