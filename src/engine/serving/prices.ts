import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRecord } from "#engine/core/require-record.ts";

/** What serving costs, with its date and source: prices change, so none are built in. */
export type ServingPrices = {
  readonly currency: string;
  /** When the prices were looked up, and where. */
  readonly date: string;
  readonly source: string;
  /** Price of an instance for an hour, by type. */
  readonly instanceHour: Readonly<Record<string, number>>;
  /** Serverless: a second of work for each gigabyte of memory. */
  readonly serverlessGBSecond?: number;
  /** Serverless: a second of provisioned concurrency for each gigabyte, used or not. */
  readonly provisionedGBSecond?: number;
  /** Serverless: a second of work on provisioned concurrency for each gigabyte, on top. */
  readonly provisionedUseGBSecond?: number;
  /** A gigabyte of payload. */
  readonly payloadGB?: number;
};

/** One line of the bill. */
export type CostLine = {
  readonly name: string;
  readonly quantity: number;
  readonly unit: "instance-hour" | "GB-second" | "GB";
  readonly amount: number;
};

/** The bill of a simulation. */
export type ServingCost = {
  readonly currency: string;
  readonly date: string;
  readonly total: number;
  /** NaN when no request was served. */
  readonly perThousandServed: number;
  readonly lines: readonly CostLine[];
};

/** What is charged for, before it has a price. */
export type Usage = Pick<CostLine, "name" | "quantity" | "unit"> & {
  readonly price:
    | "instanceHour"
    | "serverlessGBSecond"
    | "provisionedGBSecond"
    | "provisionedUseGBSecond"
    | "payloadGB";
};

/** Quantities times prices. Payload is free unless the table has a price for it; everything else that is used must have one. */
export function billOf({
  functionName,
  usage,
  prices,
  served,
}: {
  readonly functionName: string;
  readonly usage: readonly Usage[];
  readonly prices: ServingPrices;
  readonly served: number;
}): ServingCost {
  requireRecord({ functionName, name: "prices", value: prices });
  requireRecord({ functionName, name: "prices.instanceHour", value: prices.instanceHour });
  const lines = usage.map(({ name, quantity, unit, price }) => {
    const each = price === "instanceHour" ? ownPrice(prices.instanceHour, name) : prices[price];
    if (each === undefined && price === "payloadGB") return { name, quantity, unit, amount: 0 };
    if (each === undefined) throw noPrice(functionName, price === "instanceHour" ? `instanceHour of ${name}` : price);
    return {
      name,
      quantity,
      unit,
      amount: quantity * requireNumber({ functionName, name: `prices.${price}`, value: each, least: 0 }),
    };
  });
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  return {
    currency: String(prices.currency),
    date: String(prices.date),
    total,
    perThousandServed: served === 0 ? Number.NaN : (total / served) * 1000,
    lines,
  };
}

function ownPrice(table: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function noPrice(functionName: string, what: string): EngineError {
  return new EngineError("out-of-range", `${functionName} requires a price for everything used, got none for ${what}`, {
    function: functionName,
    argument: "prices",
    got: what,
  });
}
