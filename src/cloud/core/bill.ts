import { priceOf } from "#cloud/prices/price-of.ts";

/** Something used that costs: from a moment to a moment, or still running. */
export type UsageLine = {
  readonly key: string;
  /** The row of the price table, `sagemaker-training/ml.m5.large`. */
  readonly price: string;
  readonly region: string;
  /** ARN of what was used. */
  readonly resource: string;
  readonly operation: string;
  /** The cost allocation tags the resource had then: Cost Explorer knows no later ones. */
  readonly tags: Readonly<Record<string, string>>;
  /** Units (requests, gigabytes …), or units an hour while the line runs (instances, DPUs). */
  readonly quantity: number;
  readonly from: number;
  /** Nothing while it runs. */
  readonly to: number | undefined;
  /** "hourly": quantity is in use all the time, by the second; "once": quantity was used up at `from`. */
  readonly kind: "hourly" | "once";
};

/** How a service writes its bill. */
export type Bill = {
  /** Used up at this moment: requests, gigabytes, a processed character. */
  readonly add: (usage: Usage) => void;
  /** Begins to run and costs by the second until `stop`; `key` is the service's own (`training/my-job`). */
  readonly start: (key: string, usage: Usage) => void;
  readonly stop: (key: string) => void;
};

export type Usage = {
  readonly price: string;
  readonly resource: string;
  readonly operation: string;
  readonly quantity: number;
  readonly tags?: Readonly<Record<string, string>>;
};

export type Charge = {
  readonly line: UsageLine;
  /** Hours times quantity, or the quantity. */
  readonly amount: number;
  readonly unit: string;
  readonly costUsd: number;
};

const HOUR = 3_600_000;

export function openBill({
  lines,
  service,
  region,
  now,
  nextId,
}: {
  readonly lines: Map<string, UsageLine>;
  readonly service: string;
  readonly region: string;
  readonly now: () => number;
  readonly nextId: () => string;
}): Bill {
  const write = (key: string, usage: Usage, kind: "hourly" | "once"): void => {
    const { price, resource, operation, quantity, tags = {} } = usage;
    priceOf({ price, region }); // a row that is not in the table is a mistake of the service, found here and not by Cost Explorer
    const to = kind === "once" ? now() : undefined;
    lines.set(key, { key, price, region, resource, operation, tags, quantity, from: now(), to, kind });
  };
  const runningKey = (key: string): string => `${service}/${region}/${key}`;
  return {
    add: (usage) => {
      // A thousand requests to one resource within an hour are one line.
      const key = [
        service,
        region,
        "once",
        usage.price,
        usage.operation,
        usage.resource,
        Math.floor(now() / HOUR),
      ].join("/");
      const there = lines.get(key);
      if (there === undefined) write(key, usage, "once");
      else lines.set(key, { ...there, quantity: there.quantity + usage.quantity });
    },
    start: (key, usage) => write(runningKey(key), usage, "hourly"),
    stop: (key) => {
      const line = lines.get(runningKey(key));
      if (line === undefined || line.to !== undefined) return;
      lines.delete(line.key);
      if (line.from === now()) return;
      const ended = { ...line, key: `${line.key}/${nextId()}`, to: now() };
      lines.set(ended.key, ended);
    },
  };
}

/** What a stretch of time cost, from its start to before its end, by the second. */
export function chargesBetween({
  lines,
  from,
  to,
  now,
}: {
  readonly lines: Iterable<UsageLine>;
  readonly from: number;
  readonly to: number;
  readonly now: number;
}): readonly Charge[] {
  const charges: Charge[] = [];
  for (const line of lines) {
    const amount = amountBetween({ line, from, to, now });
    if (amount === 0) continue;
    const { usd, unit } = priceOf({ price: line.price, region: line.region });
    charges.push({ line, amount, unit, costUsd: amount * usd });
  }
  return charges;
}

function amountBetween({
  line,
  from,
  to,
  now,
}: {
  readonly line: UsageLine;
  readonly from: number;
  readonly to: number;
  readonly now: number;
}): number {
  if (line.kind === "once") return line.from >= from && line.from < to ? line.quantity : 0;
  const start = Math.max(line.from, from);
  const end = Math.min(line.to ?? now, to);
  return end > start ? (line.quantity * (Math.round(end / 1000) - Math.round(start / 1000)) * 1000) / HOUR : 0;
}
