import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rootDirectory } from "./vite/bundle-realm.ts";

/**
 * `node src/tools/cloud-conformance.ts`: writes docs/cloud-conformance.md from what the tests in test/conformance/cloud have recorded in
 * .cache/cloud-conformance, one row an operation that answered without an error. Run those tests first.
 */
const folder = `${rootDirectory}.cache/cloud-conformance/`;
const columns = ["page", "endpoint", "sdk", "boto3", "cli"] as const;
const files = readdirSync(folder).filter((file) => /^[a-z0-9-]+\.[a-z-]+\.json$/.test(file));
const services = [...new Set(files.map(serviceOf))].sort().map((name) => ({
  name,
  rows: merged(files.filter((file) => serviceOf(file) === name).flatMap((file) => readRows(`${folder}${file}`))),
}));
const count = services.reduce((sum, { rows }) => sum + rows.length, 0);
const lines = [
  "# What the cloud answers, and whom",
  "",
  `Made by \`node src/tools/cloud-conformance.ts\` from the records of \`test/conformance/cloud\`: ${count} operations of ${services.length} services.`,
  "A cross means that the operation answered without an error in those tests: in the page (without a wire), at the local endpoint (HTTP), to the SDK for",
  "JavaScript, to boto3, to the AWS CLI. Answers over HTTP were judged by botocore's model of their output (event streams aside). Nothing here was tested on AWS.",
  "",
  ...services.flatMap(({ name, rows }) => [
    `## ${name}`,
    "",
    `| operation | ${columns.join(" | ")} |`,
    `|---|${columns.map(() => "---|").join("")}`,
    ...rows.map(
      ([operation, seen]) =>
        `| ${operation} | ${columns.map((column) => (seen.includes(column) ? "×" : "")).join(" | ")} |`,
    ),
    "",
  ]),
];
writeFileSync(`${rootDirectory}docs/cloud-conformance.md`, lines.join("\n"));
console.log(`docs/cloud-conformance.md: ${count} operations of ${services.length} services`);

/** Files are named by service and, where several tests share one, by part. */
function serviceOf(file: string): string {
  return file.slice(0, file.indexOf("."));
}

function merged(
  rows: readonly (readonly [string, readonly string[]])[],
): readonly (readonly [string, readonly string[]])[] {
  const byOperation = new Map<string, readonly string[]>();
  for (const [operation, seen] of rows) byOperation.set(operation, [...(byOperation.get(operation) ?? []), ...seen]);
  return [...byOperation].sort();
}

function readRows(file: string): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string[]>); // written by the tests' harness
}
