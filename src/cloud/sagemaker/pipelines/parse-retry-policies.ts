import type { ExceptionType, Report, RetryPolicy } from "./definition.ts";
import { isList, isObject, type Json, type JsonObject, memberOf } from "./json.ts";

type Place = { readonly step: string; readonly path: string };

export const exceptionTypes: readonly ExceptionType[] = [
  "Step.SERVICE_FAULT",
  "Step.THROTTLING",
  "SageMaker.JOB_INTERNAL_ERROR",
  "SageMaker.CAPACITY_ERROR",
  "SageMaker.RESOURCE_LIMIT",
];

const members = ["ExceptionType", "IntervalSeconds", "BackoffRate", "MaxAttempts", "ExpireAfterMin"];

/** Defaults and limits are those of the Developer Guide, "Retry Policy for Pipeline Steps". */
export function parseRetryPolicies(value: Json | undefined, place: Place, report: Report): readonly RetryPolicy[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) {
    report.error(place, "Expecting start of Json Array.");
    return [];
  }
  return value.flatMap((entry, at) => {
    const path = `${place.path}[${at}]`;
    if (isObject(entry)) return [parsePolicy(entry, { ...place, path }, report)];
    report.error({ ...place, path }, "Expecting start of Json Object.");
    return [];
  });
}

function parsePolicy(entry: JsonObject, place: Place, report: Report): RetryPolicy {
  for (const name of Object.keys(entry)) {
    if (!members.includes(name)) report.error(place, `Cannot parse object, unknown property '${name}'.`);
  }
  const number = (name: string, range: Range, whenAbsent: number): number => {
    const value = memberOf(entry, name);
    if (value === undefined || value === null) return whenAbsent;
    const isFit = typeof value === "number" && (range.isWhole !== true || Number.isInteger(value));
    if (isFit && value >= range.least && value <= range.most) return value;
    const kind = range.isWhole === true ? "a whole number" : "a number";
    const bounds = Number.isFinite(range.most) ? `from ${range.least} to ${range.most}` : `of at least ${range.least}`;
    report.error({ ...place, path: `${place.path}.${name}` }, `${name} must be ${kind} ${bounds}.`);
    return whenAbsent;
  };
  const maxAttempts = memberOf(entry, "MaxAttempts") ?? null;
  const expireAfterMin = memberOf(entry, "ExpireAfterMin") ?? null;
  if (maxAttempts !== null && expireAfterMin !== null) {
    report.error(place, "Only one of MaxAttempts and ExpireAfterMin may be given in a retry policy.");
  }
  return {
    exceptionTypes: parseTypes(memberOf(entry, "ExceptionType"), place, report),
    intervalSeconds: number("IntervalSeconds", { least: 1, most: 43_200, isWhole: true }, 1),
    backoffRate: number("BackoffRate", { least: 1, most: Number.POSITIVE_INFINITY }, 2),
    limit:
      expireAfterMin === null
        ? { kind: "attempts", maxAttempts: number("MaxAttempts", { least: 0, most: 20, isWhole: true }, 5) }
        : {
            kind: "minutes",
            expireAfterMin: number("ExpireAfterMin", { least: 0, most: 14_400, isWhole: true }, 0),
          },
  };
}

type Range = { readonly least: number; readonly most: number; readonly isWhole?: boolean };

/** The SDK of 2021 wrote SageMaker.JOB_CAPACITY_ERROR, which the guide named so as well. */
function parseTypes(value: Json | undefined, place: Place, report: Report): readonly ExceptionType[] {
  const path = `${place.path}.ExceptionType`;
  if (!isList(value) || value.length === 0) {
    report.error({ ...place, path }, "A retry policy must have a list of exception types.");
    return [];
  }
  return value.flatMap((entry) => {
    const name = entry === "SageMaker.JOB_CAPACITY_ERROR" ? "SageMaker.CAPACITY_ERROR" : entry;
    const type = exceptionTypes.find((known) => known === name);
    if (type !== undefined) return [type];
    const got = JSON.stringify(entry);
    report.error({ ...place, path }, `Unknown exception type ${got}: there are ${exceptionTypes.join(", ")}.`);
    return [];
  });
}
