import type { Condition, OutputParameter, PropertyFile, Report, StepDefinition } from "./definition.ts";
import { isList, isObject, type Json, type JsonObject, memberOf, textOrNull } from "./json.ts";
import { parseConditions } from "./parse-conditions.ts";
import { parseDurationMs } from "./parse-duration.ts";
import { parseRetryPolicies } from "./parse-retry-policies.ts";
import { isStepType, type StepType, stepKind, stepKinds } from "./step-types.ts";

/** A step as it is written; needs follow when all steps are known. */
export type WrittenStep = Omit<StepDefinition, "needs"> & { readonly path: string };

type Branch = StepDefinition["branch"];
type Place = { readonly step: string; readonly path: string };

const common = ["Name", "Type", "Arguments", "DisplayName", "Description", "DependsOn", "CacheConfig", "RetryPolicies"];
const outputTypes = ["String", "Integer", "Float", "Boolean"] as const;

/** The steps of a list and, behind each condition step, those of its branches. */
export function parseSteps({
  value,
  path,
  branch,
  report,
}: {
  readonly value: Json | undefined;
  readonly path: string;
  readonly branch: Branch;
  readonly report: Report;
}): readonly WrittenStep[] {
  if (isList(value)) {
    return value.flatMap((entry, at) => parseStep({ value: entry, path: `${path}[${at}]`, branch, report }));
  }
  report.error({ path, step: branch?.condition ?? null }, "Expecting start of Json Array.");
  return [];
}

function parseStep({
  value,
  path,
  branch,
  report,
}: {
  readonly value: Json;
  readonly path: string;
  readonly branch: Branch;
  readonly report: Report;
}): readonly WrittenStep[] {
  if (!isObject(value)) {
    report.error({ path }, "Expecting start of Json Object.");
    return [];
  }
  const name = memberOf(value, "Name");
  if (typeof name !== "string" || !/^[A-Za-z0-9_-]{1,64}$/.test(name) || name === "__proto__") {
    const got = JSON.stringify(name ?? null);
    report.error({ path }, `A step must have a Name of 1 to 64 letters, digits, hyphens and underscores, got ${got}.`);
    return [];
  }
  const place = { step: name, path };
  const type = memberOf(value, "Type");
  if (typeof type !== "string" || !isStepType(type)) {
    const known = Object.keys(stepKinds).join(", ");
    report.error(place, `Unknown step type ${JSON.stringify(type ?? null)} of step '${name}': there are ${known}.`);
    return [];
  }
  const written = memberOf(value, "Arguments") ?? {};
  if (!isObject(written)) report.error({ ...place, path: `${path}.Arguments` }, "Expecting start of Json Object.");
  const args = isObject(written) ? written : {};
  const isCondition = type === "Condition";
  const step: WrittenStep = {
    name,
    type,
    path,
    branch,
    displayName: textOrNull(memberOf(value, "DisplayName")),
    description: textOrNull(memberOf(value, "Description")),
    arguments: isCondition ? {} : args,
    settings: settingsOf({ value, type, place, report }),
    conditions: isCondition ? conditionsOf({ args, place, report }) : [],
    dependsOn: dependsOnOf({ value, place, report }),
    cache: cacheOf({ value, type, place, report }),
    retryPolicies: retriesOf({ value, type, place, report }),
    propertyFiles: propertyFilesOf({ value, place, report }),
    outputParameters: outputParametersOf({ value, place, report }),
  };
  return isCondition ? [step, ...branchesOf({ args, place, report })] : [step];
}

type Part = { readonly value: JsonObject; readonly type: StepType; readonly place: Place; readonly report: Report };

function conditionsOf({
  args,
  place,
  report,
}: {
  readonly args: JsonObject;
  readonly place: Place;
  readonly report: Report;
}): readonly Condition[] {
  for (const member of Object.keys(args)) {
    if (["Conditions", "IfSteps", "ElseSteps"].includes(member)) continue;
    report.error(place, `Cannot parse object, unknown property '${member}'.`);
  }
  const path = `${place.path}.Arguments.Conditions`;
  const conditions = parseConditions(memberOf(args, "Conditions"), { ...place, path }, report);
  if (conditions.length === 0) report.warning({ ...place, path }, "A step without conditions always goes to IfSteps.");
  return conditions;
}

function branchesOf({
  args,
  place,
  report,
}: {
  readonly args: JsonObject;
  readonly place: Place;
  readonly report: Report;
}): readonly WrittenStep[] {
  return (["IfSteps", "ElseSteps"] as const).flatMap((name) =>
    parseSteps({
      value: memberOf(args, name) ?? [],
      path: `${place.path}.Arguments.${name}`,
      branch: { condition: place.step, outcome: name === "IfSteps" },
      report,
    }),
  );
}

function settingsOf({ value, type, place, report }: Part): JsonObject {
  const read = [...common, "PropertyFiles", "OutputParameters"];
  const settings = Object.entries(value).filter(([name]) => !read.includes(name));
  const required = type === "Lambda" ? "FunctionArn" : type === "Callback" ? "SqsQueueUrl" : undefined;
  if (required !== undefined && !Object.hasOwn(value, required)) {
    report.error(place, `Step '${place.step}' of type ${type} must have ${required}.`);
  }
  const known = knownSettings[type] ?? [];
  for (const [name] of settings) {
    if (!known.includes(name))
      report.warning(place, `A step of type ${type} has no member ${name} that is known here.`);
  }
  return Object.fromEntries(settings);
}

const checks = [
  "CheckType",
  "SkipCheck",
  "FailOnViolation",
  "RegisterNewBaseline",
  "ModelPackageGroupName",
  "SuppliedBaselineConstraints",
];
const knownSettings: Partial<Record<StepType, readonly string[]>> = {
  Lambda: ["FunctionArn"],
  Callback: ["SqsQueueUrl"],
  QualityCheck: [...checks, "SuppliedBaselineStatistics", "QualityCheckConfig", "CheckJobConfig"],
  ClarifyCheck: [...checks, "ClarifyCheckConfig", "CheckJobConfig"],
  EMR: ["ClusterConfig", "ExecutionRoleArn"],
  EMRServerless: ["ExecutionRoleArn"],
};

function dependsOnOf({ value, place, report }: Omit<Part, "type">): readonly string[] {
  const written = memberOf(value, "DependsOn");
  if (written === undefined || written === null) return [];
  if (isList(written)) {
    const names = written.filter((name) => typeof name === "string");
    if (names.length === written.length) return [...new Set(names)];
  }
  report.error({ ...place, path: `${place.path}.DependsOn` }, "DependsOn must be a list of step names.");
  return [];
}

function cacheOf({ value, type, place, report }: Part): StepDefinition["cache"] {
  const written = memberOf(value, "CacheConfig");
  if (written === undefined || written === null) return null;
  const at = { ...place, path: `${place.path}.CacheConfig` };
  const enabled = isObject(written) ? memberOf(written, "Enabled") : undefined;
  if (!isObject(written) || typeof enabled !== "boolean") {
    report.error(at, "CacheConfig must have Enabled, true or false.");
    return null;
  }
  if (!enabled) return null;
  if (stepKind(type).cacheKeys === null) {
    report.warning(at, `Results of steps of type ${type} are not cached: CacheConfig has no effect.`);
    return null;
  }
  const expireAfter = memberOf(written, "ExpireAfter") ?? null;
  if (expireAfter === null) {
    report.warning(at, "CacheConfig has no ExpireAfter: results are taken again however old they are.");
    return { expireAfterMs: null };
  }
  const expireAfterMs = typeof expireAfter === "string" ? parseDurationMs(expireAfter) : undefined;
  if (expireAfterMs !== undefined) return { expireAfterMs };
  report.error(at, `ExpireAfter must be an ISO 8601 duration such as 30d or PT1H, got ${JSON.stringify(expireAfter)}.`);
  return null;
}

function retriesOf({ value, type, place, report }: Part): StepDefinition["retryPolicies"] {
  const path = `${place.path}.RetryPolicies`;
  const policies = parseRetryPolicies(memberOf(value, "RetryPolicies"), { ...place, path }, report);
  if (policies.length === 0 || stepKind(type).isRetryable) return policies;
  report.warning({ ...place, path }, `Steps of type ${type} are not retried: RetryPolicies have no effect.`);
  return [];
}

function propertyFilesOf({ value, place, report }: Omit<Part, "type">): readonly PropertyFile[] {
  return entriesOf({ value, member: "PropertyFiles", place, report }).flatMap(({ entry, path }) => {
    const [name, outputName, filePath] = ["PropertyFileName", "OutputName", "FilePath"].map((member) =>
      textOrNull(memberOf(entry, member)),
    );
    if (name && outputName && filePath) return [{ name, outputName, filePath }];
    report.error({ ...place, path }, "A property file must have PropertyFileName, OutputName and FilePath.");
    return [];
  });
}

function outputParametersOf({ value, place, report }: Omit<Part, "type">): readonly OutputParameter[] {
  return entriesOf({ value, member: "OutputParameters", place, report }).flatMap(({ entry, path }) => {
    const name = textOrNull(memberOf(entry, "OutputName"));
    const type = outputTypes.find((known) => known === (memberOf(entry, "OutputType") ?? "String"));
    if (name !== null && type !== undefined) return [{ name, type }];
    report.error(
      { ...place, path },
      `An output parameter must have OutputName and OutputType (${outputTypes.join(", ")}).`,
    );
    return [];
  });
}

function entriesOf({
  value,
  member,
  place,
  report,
}: Omit<Part, "type"> & { readonly member: string }): readonly { readonly entry: JsonObject; readonly path: string }[] {
  const written = memberOf(value, member) ?? [];
  if (isList(written)) {
    const entries = written.map((entry, at) => ({ entry, path: `${place.path}.${member}[${at}]` }));
    const objects = entries.filter((one): one is { entry: JsonObject; path: string } => isObject(one.entry));
    if (objects.length === entries.length) return objects;
  }
  report.error({ ...place, path: `${place.path}.${member}` }, "Expecting start of Json Array of Json Objects.");
  return [];
}
