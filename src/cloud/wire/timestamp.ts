import type { Member, Shape, TimestampFormat } from "#cloud/core/service-model.ts";

/** The format of a time: what the place says, what the shape says, or the protocol's default. */
export function formatOf(member: Member | undefined, shape: Shape, standard: TimestampFormat): TimestampFormat {
  return member?.timestampFormat ?? shape.timestampFormat ?? standard;
}

export function writeTimestamp(time: Date, format: TimestampFormat): string {
  if (format === "unixTimestamp") return String(time.getTime() / 1000);
  if (format === "rfc822") return time.toUTCString();
  const text = time.toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}

/** Any of the three formats: clients do not always keep to the one they should. Nothing when it is no time. */
export function findTimestamp(text: string): Date | undefined {
  const number = Number(text);
  const time = new Date(text !== "" && Number.isFinite(number) ? number * 1000 : Date.parse(text));
  return Number.isNaN(time.getTime()) ? undefined : time;
}
