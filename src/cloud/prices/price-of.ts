import { priceTable } from "./price-table.ts";

/** The price of one unit in a region; a region without a column of its own is charged as us-east-1. */
export function priceOf({ price, region }: { readonly price: string; readonly region: string }): {
  readonly usd: number;
  readonly unit: string;
  readonly service: string;
  readonly usageType: string;
} {
  const row = Object.hasOwn(priceTable.rows, price) ? priceTable.rows[price] : undefined;
  if (row === undefined) throw new Error(`the price table has no row ${price}`);
  const jakarta = region === "ap-southeast-3";
  const usd = jakarta ? row.usd["ap-southeast-3"] : row.usd["us-east-1"];
  return { usd, unit: row.unit, service: row.service, usageType: `${jakarta ? "APS4-" : "USE1-"}${row.usageType}` };
}
