import type { ArrayCall } from "./array-functions.ts";

/** An argument that must be a number; AWS rounds it to the nearest integer, halves upwards. */
export function intrinsicInteger({ call, at }: { readonly call: ArrayCall; readonly at: number }): number {
  const value = call.values[at];
  if (typeof value !== "number") return call.fail(`Argument ${at + 1} must be a number`);
  const rounded = Math.round(value);
  return rounded === 0 ? 0 : rounded;
}
