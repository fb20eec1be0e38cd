import type { PipelinePlan } from "./plan-pipeline.ts";

/** Steps that wait for nothing any more, in the order of the plan. */
export type ReadyQueue = {
  /** The first of them, taken out; undefined when there is none. */
  readonly take: () => string | undefined;
  /** Puts one back in its place, for another attempt. */
  readonly add: (step: string) => void;
  /** Says that a step has ended; those that waited for nothing else become ready. */
  readonly end: (step: string) => void;
  /** Nothing is to be begun any more. */
  readonly close: () => void;
};

export function createReadyQueue({ order, dependencies }: PipelinePlan): ReadyQueue {
  const place = new Map(order.map((name, at) => [name, at]));
  const waitsFor = new Map(order.map((name) => [name, dependencies[name]?.length ?? 0]));
  const dependents = new Map<string, string[]>(order.map((name) => [name, []]));
  for (const name of order) for (const other of dependencies[name] ?? []) dependents.get(other)?.push(name);
  const ready = order.filter((name) => waitsFor.get(name) === 0);
  let isClosed = false;
  const placeOf = (name: string | undefined): number => (name === undefined ? 0 : (place.get(name) ?? 0));
  const add = (step: string): void => {
    if (isClosed) return;
    let low = 0;
    for (let high = ready.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (placeOf(ready[middle]) < placeOf(step)) low = middle + 1;
      else high = middle;
    }
    ready.splice(low, 0, step);
  };
  return {
    take: () => (isClosed ? undefined : ready.shift()),
    add,
    end: (step) => {
      for (const dependent of dependents.get(step) ?? []) {
        const left = (waitsFor.get(dependent) ?? 0) - 1;
        waitsFor.set(dependent, left);
        if (left === 0) add(dependent);
      }
    },
    close: () => {
      isClosed = true;
    },
  };
}
