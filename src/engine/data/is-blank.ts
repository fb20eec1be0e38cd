import type { Column } from "./table.ts";

/**
 * Whether a column has no value at all and therefore no type of its own: it reads as text. So does the lonely row that a
 * service is asked about when its only number is missing.
 */
export function isBlank(column: Column): boolean {
  return column.type === "text" && column.missing === column.codes.length;
}
