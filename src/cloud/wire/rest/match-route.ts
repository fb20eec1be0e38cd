import { type OperationModel, type ServiceModel, shapeNamed } from "#cloud/core/service-model.ts";
import { decoded, queryPairs, type WireRequest } from "../message.ts";

export type Route = { readonly operation: string; readonly labels: Readonly<Record<string, string>> };

/**
 * The operation that a REST request means: method and path have to fit, and of those that fit the one that asks for most of what was sent
 * (`?uploads`, a required header such as x-amz-copy-source) is meant. Literal pieces of a path count before labels.
 */
export function findRoute({
  model,
  request,
}: {
  readonly model: ServiceModel;
  readonly request: WireRequest;
}): Route | undefined {
  const query = new Map(queryPairs(request.query));
  let best: (Route & { readonly weight: number }) | undefined;
  for (const [name, operation] of Object.entries(model.operations)) {
    if (operation.http.method !== request.method) continue;
    const [path = "", fixed = ""] = operation.http.requestUri.split("?");
    const labels = findLabels({ template: path, path: request.path });
    if (labels === undefined || !hasFixed(query, fixed)) continue;
    const needed = requiredOutsideBody({ model, operation });
    if (
      !needed.every(({ location, name: key }) =>
        location === "header" ? request.headers[key] !== undefined : query.has(key),
      )
    )
      continue;
    const literal = path.split("/").filter((part) => part !== "" && !part.startsWith("{")).length;
    const weight = 10 * queryPairs(fixed).length + 10 * needed.length + literal;
    if (best === undefined || weight > best.weight) best = { operation: name, labels, weight };
  }
  return best;
}

function hasFixed(query: ReadonlyMap<string, string>, fixed: string): boolean {
  return queryPairs(fixed).every(([name, value]) => query.has(name) && (value === "" || query.get(name) === value));
}

function requiredOutsideBody({
  model,
  operation,
}: {
  readonly model: ServiceModel;
  readonly operation: OperationModel;
}): readonly { readonly location: "header" | "querystring"; readonly name: string }[] {
  if (model.about.service !== "s3" || operation.input === undefined) return []; // elsewhere a missing one is for the validation to tell
  const shape = shapeNamed(model, operation.input);
  return (shape.required ?? []).flatMap((name) => {
    const member = shape.members?.[name];
    if (member?.location !== "header" && member?.location !== "querystring") return [];
    const wireName = member.locationName ?? name;
    return [{ location: member.location, name: member.location === "header" ? wireName.toLowerCase() : wireName }];
  });
}

function findLabels({
  template,
  path,
}: {
  readonly template: string;
  readonly path: string;
}): Record<string, string> | undefined {
  const wanted = template.split("/").slice(1);
  const given = path.split("/").slice(1);
  const labels: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const greedy = /^\{(\w+)\+\}$/.exec(part)?.[1];
    if (greedy !== undefined) {
      const rest = given.slice(at, given.length - (wanted.length - at - 1)).join("/");
      if (rest === "") return undefined;
      labels[greedy] = decoded(rest);
      return labels;
    }
    const value = given[at];
    const label = /^\{(\w+)\}$/.exec(part)?.[1];
    if (value === undefined || (label === undefined && value !== part) || (label !== undefined && value === ""))
      return undefined;
    if (label !== undefined) labels[label] = decoded(value);
  }
  const rest = given.slice(wanted.length);
  return rest.length === 0 || (rest.length === 1 && rest[0] === "") ? labels : undefined;
}
