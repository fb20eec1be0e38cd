import type { Chance } from "../chance.ts";
import { equalJson, isList, type Json } from "../json.ts";
import { intrinsicInteger } from "./intrinsic-integer.ts";

export type ArrayCall = {
  readonly values: readonly Json[];
  readonly fail: (cause: string) => never;
  readonly chance: Chance;
};

export type IntrinsicFunction = (call: ArrayCall) => Json;

export const arrayFunctions: { readonly [name: string]: IntrinsicFunction } = {
  "States.Array": ({ values }) => values,
  "States.ArrayContains": (call) => listOf(call).some((item) => equalJson(item, call.values[1] ?? null)),
  "States.ArrayLength": (call) => listOf(call).length,
  "States.ArrayUnique": (call) => uniqueItems(listOf(call)),
  "States.ArrayGetItem": (call) => {
    const list = listOf(call);
    const index = intrinsicInteger({ call, at: 1 });
    return (
      list[index] ??
      (index in list ? null : call.fail(`Index ${index} is out of bounds for an array of length ${list.length}`))
    );
  },
  "States.ArrayPartition": (call) => {
    const size = intrinsicInteger({ call, at: 1 });
    return size < 1 ? call.fail("The chunk size must be a positive integer") : chunksOf({ list: listOf(call), size });
  },
  "States.ArrayRange": (call) => {
    const [from, to, step] = [0, 1, 2].map((at) => intrinsicInteger({ call, at }));
    return rangeOf({ from: from ?? 0, to: to ?? 0, step: step ?? 0, fail: call.fail });
  },
};

function listOf({ values, fail }: ArrayCall): readonly Json[] {
  return isList(values[0]) ? values[0] : fail("The first argument must be an array");
}

export function chunksOf({ list, size }: { readonly list: readonly Json[]; readonly size: number }): Json {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

/** First and last belong to it; a thousand items at most. */
export function rangeOf({
  from,
  to,
  step,
  fail,
}: {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly fail: (cause: string) => never;
}): Json {
  if (step === 0) return fail("The step must not be zero");
  const length = Math.max(0, Math.floor((to - from) / step) + 1);
  if (length > 1000) return fail(`The range has ${length} items; the most is 1000`);
  return Array.from({ length }, (_, at) => from + at * step);
}

function uniqueItems(list: readonly Json[]): Json {
  const seen = new Map<string, Json[]>();
  return list.filter((item) => {
    const key = typeof item === "object" ? "" : `${typeof item}${item}`;
    const alike = seen.get(key) ?? [];
    if (alike.some((other) => equalJson(other, item))) return false;
    alike.push(item);
    seen.set(key, alike);
    return true;
  });
}
