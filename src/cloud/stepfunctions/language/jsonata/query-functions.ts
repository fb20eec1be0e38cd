import { hashAlgorithms, hashText } from "#cloud/stepfunctions/language/intrinsic/hash-text.ts";
import type { Chance } from "../chance.ts";
import { createJavaRandom } from "./java-random.ts";

/** Thrown inside an expression: JSONata shows its message without a code of its own. */
export class QueryFunctionError extends Error {}

/** The functions that Step Functions adds to JSONata, and those of JSONata that draw from chance. */
export function queryFunctions({ rng, ids }: Chance): { readonly [name: string]: unknown } {
  return {
    partition,
    range,
    hash,
    parse,
    uuid: () => ids.uuid(),
    random: (seed?: unknown) =>
      seed === undefined ? rng.uniform() : createJavaRandom(numberOf("random", seed)).nextDouble(),
    shuffle: (list: unknown) => shuffled({ list, integer: rng.integer }),
    eval: undefined, // Step Functions leaves it out: calling it is calling nothing
  };
}

function partition(list: unknown, size: unknown): unknown {
  if (list === undefined) return undefined;
  const items: readonly unknown[] = Array.isArray(list) ? list : [list];
  const length = Math.trunc(numberOf("partition", size));
  if (length < 1) throw new QueryFunctionError("The size of $partition must be at least 1");
  return Array.from({ length: Math.ceil(items.length / length) }, (_, at) =>
    items.slice(at * length, (at + 1) * length),
  );
}

/** AWS cuts fractions off towards zero, and ends an evaluation whose data outgrows its memory. */
function range(first: unknown, last: unknown, step: unknown): unknown {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [first, last, step].map((value) => Math.trunc(numberOf("range", value)));
  if (from === undefined || to === undefined || by === undefined || by === 0) {
    throw new QueryFunctionError("The step of $range must not be zero");
  }
  const length = Math.max(0, Math.floor((to - from) / by) + 1);
  if (length > 500_000) throw new QueryFunctionError(`$range would have ${length} items; the most is 500000`);
  return Array.from({ length }, (_, at) => from + at * by);
}

function hash(value: unknown, algorithm: unknown = "SHA-256"): unknown {
  if (value === undefined) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const digest = typeof algorithm === "string" ? hashText({ text, algorithm }) : undefined;
  if (digest === undefined)
    throw new QueryFunctionError(`The algorithm of $hash must be one of ${hashAlgorithms.join(", ")}`);
  return digest;
}

function parse(text: unknown): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw new QueryFunctionError("Argument 1 of function $parse must be a string");
  try {
    return JSON.parse(text);
  } catch {
    throw new QueryFunctionError(`Argument 1 of function $parse is not valid JSON: ${text.slice(0, 200)}`);
  }
}

function shuffled({ list, integer }: { readonly list: unknown; readonly integer: (below: number) => number }): unknown {
  if (list === undefined) return undefined;
  const items: unknown[] = Array.isArray(list) ? [...list] : [list];
  for (let at = items.length - 1; at > 0; at--) {
    const other = integer(at + 1);
    [items[at], items[other]] = [items[other], items[at]];
  }
  return items;
}

function numberOf(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new QueryFunctionError(`The arguments of $${name} must be numbers`);
}
