import { refusal, shown } from "./refusal.ts";

/** A whole number from `least` to `most`, or an error that names the argument. */
export function requireWhole({
  functionName,
  argument,
  value,
  least,
  most = Number.MAX_SAFE_INTEGER,
}: {
  readonly functionName: string;
  readonly argument: string;
  readonly value: number;
  readonly least: number;
  readonly most?: number;
}): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  const need = `a whole ${argument} ${range}`;
  throw refusal({ code: "out-of-range", functionName, need, got: shown(value), facts: { argument } });
}

/** A number from `least` to `most`, both allowed and both finite, or an error that names the argument. */
export function requireWithin({
  functionName,
  argument,
  value,
  least,
  most,
}: {
  readonly functionName: string;
  readonly argument: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
}): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  const need = `${argument} from ${least} to ${most}`;
  throw refusal({ code: "out-of-range", functionName, need, got: shown(value), facts: { argument } });
}
