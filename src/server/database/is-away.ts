/** Connection refused or broken, server starting or stopping: nothing is wrong with the query, and a later try may succeed. */
const awayCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
  "08006",
  "08001",
]);

export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string") return awayCodes.has(error.code);
  return /^Connection terminated|timeout exceeded when trying to connect/.test(error.message);
}
