import { isList, isObject, type Json, type JsonObject, memberOf } from "./json.ts";
import { type Segment, writeSegments } from "./reference.ts";

/** What stands at a path, or in words where the path ends: "no ModelArtifacts.Foo (there are S3ModelArtifacts)". */
export function readProperty(
  from: Json,
  path: readonly Segment[],
): { readonly found: true; readonly value: Json } | { readonly found: false; readonly why: string } {
  let value: Json = from;
  for (const [at, segment] of path.entries()) {
    const next = stepInto({ value, segment, isLast: at === path.length - 1 });
    if (next === undefined) {
      return { found: false, why: `no ${writeSegments(path.slice(0, at + 1))} (${namesIn(value)})` };
    }
    value = next;
  }
  return { found: true, value };
}

function stepInto({
  value,
  segment,
  isLast,
}: {
  readonly value: Json;
  readonly segment: Segment;
  readonly isLast: boolean;
}): Json | undefined {
  if (segment.kind === "index") return isList(value) ? value[segment.index] : undefined;
  const name = segment.kind === "key" ? segment.key : segment.name;
  if (isObject(value)) return memberOf(value, name);
  if (!isList(value) || segment.kind === "member") return undefined;
  const entry = value.find((one): one is JsonObject => isObject(one) && namesOf(one).includes(name));
  // Output parameters are pairs of Name and Value: the reference means the value.
  if (entry !== undefined && isLast && memberOf(entry, "Name") === name) return memberOf(entry, "Value") ?? entry;
  return entry;
}

/** Entries of AWS's lists are told apart by OutputName, ChannelName, MetricName, Name … */
function namesOf(entry: JsonObject): readonly Json[] {
  return Object.keys(entry)
    .filter((name) => name.endsWith("Name"))
    .map((name) => entry[name] ?? null);
}

function namesIn(value: Json): string {
  if (isObject(value)) return `there are ${Object.keys(value).join(", ") || "none"}`;
  if (!isList(value)) return `it is ${JSON.stringify(value)}`;
  const names = value.flatMap((entry) => (isObject(entry) ? namesOf(entry) : [])).map(String);
  return `a list of ${value.length}${names.length === 0 ? "" : `: ${names.join(", ")}`}`;
}
