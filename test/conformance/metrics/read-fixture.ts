import { readFileSync } from "node:fs";

/** One fixture of this folder. Its generator is trusted for the shape: it stands beside the data. */
export function readFixture<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as Shape; // the shape is the generator's
}

/** An input of a refused case, where NaN and infinity are words. */
export function withNumbers(value: unknown): unknown {
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  return value;
}

/** An input the engine must refuse, and what scikit-learn makes of it. */
export type RefusedCase = {
  readonly name: string;
  readonly metric: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly sklearn: { readonly value: unknown } | { readonly raises: string };
};

/** Calls a metric of the door by name and returns the code of the error it throws. */
export function codeOfRefusal({ door, refused }: { readonly door: object; readonly refused: RefusedCase }): unknown {
  const metric: unknown = Reflect.get(door, refused.metric);
  if (typeof metric !== "function") throw new Error(`the door has no ${refused.metric}`);
  const named = Object.fromEntries(Object.entries(refused.arguments).map(([key, value]) => [key, withNumbers(value)]));
  try {
    metric(named);
  } catch (error) {
    return Reflect.get(Object(error), "code");
  }
  return "accepted";
}
