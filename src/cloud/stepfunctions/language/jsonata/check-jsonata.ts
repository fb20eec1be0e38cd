import jsonata from "jsonata";

export type QueryProblem = {
  readonly code: "INVALID_JSONATA_EXPRESSION" | "UNSUPPORTED_JSONATA_EXPRESSION";
  readonly message: string;
};

/** What is wrong with an expression before it ever runs: it cannot be read, or it reads a document that is not there. */
export function findQueryProblem(expression: string): QueryProblem | undefined {
  let reference: string | undefined;
  try {
    reference = findTopReference(jsonata(expression).ast(), true);
  } catch (problem) {
    // jsonata throws objects of its own with a message
    const message = String((problem as { readonly message?: unknown }).message ?? problem);
    return { code: "INVALID_JSONATA_EXPRESSION", message };
  }
  if (reference === undefined) return undefined;
  return {
    code: "UNSUPPORTED_JSONATA_EXPRESSION",
    message: `Reference to '${reference}' at the top level is not supported.`,
  };
}

/** Parts of a node that are read against an item, where names have something to name. */
const insideItem = new Set(["stages", "predicate", "group", "terms", "pattern", "update", "delete"]);

/** The first name that stands where no item is: expressions of Step Functions have no input document, only variables. */
function findTopReference(node: unknown, isTop: boolean): string | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if (Array.isArray(node)) return firstIn(node, () => isTop);
  const { type, value, steps } = node as {
    readonly type?: unknown;
    readonly value?: unknown;
    readonly steps?: unknown;
  };
  if (type === "variable" && (value === "$" || (value === "" && isTop))) return `$${value}`;
  if (isTop && (type === "name" || type === "wildcard" || type === "descendant")) return String(value);
  if (type === "path" && Array.isArray(steps)) {
    const found = firstIn(steps, (at) => isTop && at === 0);
    if (found !== undefined) return found;
  }
  for (const [field, part] of Object.entries(node)) {
    if (type === "path" && field === "steps") continue;
    const found = findTopReference(part, isTop && !insideItem.has(field));
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstIn(nodes: readonly unknown[], isTop: (at: number) => boolean): string | undefined {
  for (const [at, node] of nodes.entries()) {
    const found = findTopReference(node, isTop(at));
    if (found !== undefined) return found;
  }
  return undefined;
}
