import { createJavaRandom } from "../jsonata/java-random.ts";
import type { IntrinsicFunction } from "./array-functions.ts";
import { intrinsicInteger } from "./intrinsic-integer.ts";

export const mathFunctions: { readonly [name: string]: IntrinsicFunction } = {
  "States.MathAdd": (call) => {
    const sum = intrinsicInteger({ call, at: 0 }) + intrinsicInteger({ call, at: 1 });
    return sum === 0 ? 0 : sum;
  },
  /** From the first number, which belongs to it, to the second, which does not. */
  "States.MathRandom": (call) => {
    const from = intrinsicInteger({ call, at: 0 });
    const span = intrinsicInteger({ call, at: 1 }) - from;
    if (span < 1) return call.fail("The start number must be less than the end number");
    const uniform =
      call.values.length === 3
        ? createJavaRandom(intrinsicInteger({ call, at: 2 })).nextDouble()
        : call.chance.rng.uniform();
    return from + Math.floor(uniform * span);
  },
};
