const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * An ISO 8601 duration as CacheConfig writes it: "PT1H", and without its P and in any case "30d", "5y", "T16m", "30dT5h". A year is 365 days and
 * a month 30. Undefined for what is none.
 */
export function parseDurationMs(text: string): number | undefined {
  const parts = /^P?(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(
    text.trim(),
  );
  if (parts === null) return undefined;
  const amounts = parts.slice(1);
  if (amounts.every((amount) => amount === undefined)) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = amounts.map((amount) => Number(amount ?? 0));
  return (
    ((years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0)) * unitMs.day +
    (hours ?? 0) * unitMs.hour +
    (minutes ?? 0) * unitMs.minute +
    (seconds ?? 0) * unitMs.second
  );
}
