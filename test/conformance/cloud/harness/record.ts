import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Seen } from "./endpoint.ts";

const folder = fileURLToPath(new URL("../../../../.cache/cloud-conformance/", import.meta.url));

/**
 * Keeps which operations of a service answered whom without an error, for the table that src/tools/cloud-conformance.ts writes.
 *
 * @param page  operations that a cloud without a wire, as the page has it, answered alike (replay-in-page.ts)
 */
export function record({
  service,
  part = "all",
  seen,
  page,
}: {
  readonly service: string;
  /** Where several tests share a service: which of them this is. */
  readonly part?: string;
  readonly seen: readonly Seen[];
  readonly page: readonly string[];
}): void {
  const rows = new Map<string, Set<string>>();
  const note = (operation: string, column: string): void => {
    rows.set(operation, (rows.get(operation) ?? new Set()).add(column));
  };
  for (const operation of page) note(operation, "page");
  for (const { service: of, operation, failed, error, client } of seen) {
    if (of !== service || failed !== undefined || error !== undefined) continue;
    note(operation, "endpoint");
    if (client !== "other") note(operation, client);
  }
  const table = Object.fromEntries([...rows].sort().map(([operation, columns]) => [operation, [...columns].sort()]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${service}.${part}.json`, `${JSON.stringify(table, null, 2)}\n`);
}
