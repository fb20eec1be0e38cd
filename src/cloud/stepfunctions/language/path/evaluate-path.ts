import { fieldOf, isList, isObject, type Json, typeName } from "../json.ts";
import { passesFilter } from "./passes-filter.ts";
import { type FilterTest, isDefinite, type Path, type PathResult, type PathScope, type PathStep } from "./path.ts";
import { applyPathFunction } from "./path-functions.ts";

/** Follows a path: a definite one to its one value, any other one to the list of all values that it reaches. */
export function evaluatePath(path: Path, scope: PathScope): PathResult {
  const root = rootOf(path, scope);
  if (root === undefined) return { status: "missing", reason: `No results for path: ${path.text}` };
  return isDefinite(path) ? followSteps({ path, root, scope }) : gather({ path, root, scope });
}

function rootOf(path: Path, scope: PathScope): Json | undefined {
  switch (path.root.kind) {
    case "input":
      return scope.input;
    case "context":
      return scope.context;
    case "variable":
      return scope.findVariable(path.root.name);
    case "current":
      return scope.current;
  }
}

type Walk = { readonly path: Path; readonly root: Json; readonly scope: PathScope };

function followSteps({ path, root, scope }: Walk): PathResult {
  let value = root;
  for (const [at, step] of path.steps.entries()) {
    const next =
      step.kind === "function" ? applyPathFunction({ step, value, scope, follow: evaluatePath }) : oneOf(value, step);
    if (next === undefined) return { status: "missing", reason: whyMissing({ path, at, value }) };
    value = next;
  }
  return { status: "found", value };
}

function oneOf(value: Json, step: PathStep): Json | undefined {
  if (step.kind === "indices") return isList(value) ? value.at(step.indices[0] ?? 0) : undefined;
  if (step.kind !== "names") return undefined;
  if (step.names.length === 1) return fieldOf(value, step.names[0] ?? "");
  return isObject(value) ? pick(value, step.names) : undefined;
}

/** Several names in one bracket give one object with those of them that are there. */
function pick(value: Json, names: readonly string[]): Json {
  return Object.fromEntries(
    names.flatMap((name) => {
      const field = fieldOf(value, name);
      return field === undefined ? [] : [[name, field] as const];
    }),
  );
}

function whyMissing({ path, at, value }: { readonly path: Path; readonly at: number; readonly value: Json }): string {
  const step = path.steps[at];
  const here = normalForm(path.steps.slice(0, at));
  const upTo = normalForm(path.steps.slice(0, at + 1));
  if (step?.kind === "indices") {
    return isList(value)
      ? `Index out of bounds when evaluating path ${upTo}`
      : `Filter: ${upTo.slice(here.length)} can only be applied to arrays. Current context is: ${JSON.stringify(value)}`;
  }
  if (step?.kind === "names" && !isObject(value)) {
    return `Expected to find an object with property ${upTo.slice(here.length)} in path ${here} but found '${typeName(value)}'`;
  }
  return at === path.steps.length - 1 ? `No results for path: ${upTo}` : `Missing property in path ${upTo}`;
}

/** A path with every name in brackets, as AWS repeats paths in its messages. */
function normalForm(steps: readonly PathStep[]): string {
  return `$${steps
    .map((step) => {
      if (step.kind === "names") return `[${step.names.map((name) => `'${name}'`).join(",")}]`;
      if (step.kind === "indices") return `[${step.indices.join(",")}]`;
      return step.kind === "function" ? `.${step.name}()` : "";
    })
    .join("")}`;
}

function gather({ path, root, scope }: Walk): PathResult {
  let nodes: readonly Json[] = [root];
  for (const [at, step] of path.steps.entries()) {
    if (step.kind === "function") {
      const value = applyPathFunction({ step, value: nodes, scope, follow: evaluatePath });
      if (value === undefined) return { status: "missing", reason: whyMissing({ path, at, value: nodes }) };
      if (at === path.steps.length - 1) return { status: "found", value };
      nodes = [value];
    } else {
      nodes = nodes.flatMap((node) => reach({ node, step, scope }));
    }
  }
  return { status: "found", value: nodes };
}

function reach({
  node,
  step,
  scope,
}: {
  readonly node: Json;
  readonly step: PathStep;
  readonly scope: PathScope;
}): readonly Json[] {
  switch (step.kind) {
    case "names":
      return namesOf(node, step.names);
    case "wildcard":
      return isList(node) ? node : isObject(node) ? Object.values(node) : [];
    case "indices":
      return isList(node) ? step.indices.flatMap((index) => known(node.at(index))) : [];
    case "slice":
      return isList(node) ? node.slice(step.from, step.to).filter((_, at) => at % step.by === 0) : [];
    case "filter":
      return keep({ node, test: step.test, scope });
    case "descend":
      return descendants(node);
    case "function":
      return [];
  }
}

function namesOf(node: Json, names: readonly string[]): readonly Json[] {
  return isObject(node) ? names.flatMap((name) => known(fieldOf(node, name))) : [];
}

function known(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value];
}

function keep({
  node,
  test,
  scope,
}: {
  readonly node: Json;
  readonly test: FilterTest;
  readonly scope: PathScope;
}): readonly Json[] {
  const candidates = isList(node) ? node : isObject(node) ? [node] : [];
  return candidates.filter((current) => passesFilter({ test, scope: { ...scope, current }, follow: evaluatePath }));
}

/** The node and all below it, parents first. */
function descendants(node: Json): readonly Json[] {
  const found: Json[] = [];
  const open: Json[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    const children = isList(next) ? next : isObject(next) ? Object.values(next) : [];
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child !== undefined) open.push(child);
    }
  }
  return found;
}
