import type { Json } from "../json.ts";

/** A path of Step Functions, read: where it starts and the steps it takes from there. */
export type Path = { readonly text: string; readonly root: PathRoot; readonly steps: readonly PathStep[] };

export type PathRoot =
  | { readonly kind: "input" } // $
  | { readonly kind: "context" } // $$
  | { readonly kind: "variable"; readonly name: string } // $name
  | { readonly kind: "current" }; // @, inside a filter

export type PathStep =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "wildcard" }
  | { readonly kind: "indices"; readonly indices: readonly number[] }
  | { readonly kind: "slice"; readonly from: number | undefined; readonly to: number | undefined; readonly by: number }
  | { readonly kind: "filter"; readonly test: FilterTest }
  | { readonly kind: "descend" } // ..
  | { readonly kind: "function"; readonly name: string; readonly values: readonly FilterValue[] };

export type FilterTest =
  | { readonly kind: "all" | "some"; readonly tests: readonly FilterTest[] }
  | { readonly kind: "not"; readonly test: FilterTest }
  | { readonly kind: "present"; readonly value: FilterValue }
  | { readonly kind: "compare"; readonly operator: string; readonly left: FilterValue; readonly right: FilterValue };

export type FilterValue =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "pattern"; readonly source: string; readonly flags: string };

/** What the roots of paths stand for. */
export type PathScope = {
  readonly input: Json;
  readonly context: Json;
  readonly findVariable: (name: string) => Json | undefined;
  /** `@`, inside a filter. */
  readonly current?: Json;
};

export type PathResult =
  | { readonly status: "found"; readonly value: Json }
  | { readonly status: "missing"; readonly reason: string };

/** Filters and functions follow paths of their own: the evaluator lends itself to them. */
export type FollowPath = (path: Path, scope: PathScope) => PathResult;

/** A definite path names one place; any other one gathers a list. */
export function isDefinite(path: Path): boolean {
  return path.steps.every(
    (step) =>
      step.kind === "names" || step.kind === "function" || (step.kind === "indices" && step.indices.length === 1),
  );
}

/** A reference path names one node by fields and indices alone: what ResultPath and the like ask for. */
export function isReferencePath(path: Path): boolean {
  return path.steps.every(
    (step) =>
      (step.kind === "names" && step.names.length === 1) || (step.kind === "indices" && step.indices.length === 1),
  );
}
