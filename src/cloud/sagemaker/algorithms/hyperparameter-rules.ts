import { AlgorithmFailure } from "./algorithm-failure.ts";

export type HyperparameterRule = {
  readonly type: "integer" | "number" | "text";
  readonly isRequired?: boolean;
  readonly least?: number;
  readonly most?: number;
  /** Where the least itself is not allowed. */
  readonly isAbove?: boolean;
  readonly options?: readonly string[];
  /** A word that may stand for a number: "auto". */
  readonly word?: string;
};

/** Throws a ClientError for the first hyperparameter that breaks its rule. */
export function checkHyperparameters({
  rules,
  given,
}: {
  readonly rules: Readonly<Record<string, HyperparameterRule>>;
  readonly given: Readonly<Record<string, string>>;
}): void {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(rules, name)) throw refused(`Extraneous hyperparameter found: ${name}`);
  }
  for (const [name, rule] of Object.entries(rules)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) {
      if (rule.isRequired === true) throw refused(`Missing required hyperparameter: ${name}`);
    } else checkValue({ name, value, rule });
  }
}

function checkValue({
  name,
  value,
  rule,
}: {
  readonly name: string;
  readonly value: string;
  readonly rule: HyperparameterRule;
}): void {
  if (value === rule.word) return;
  if (rule.type === "text") {
    if (rule.options !== undefined && !rule.options.includes(value)) throw invalid(name, value);
    return;
  }
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || (rule.type === "integer" && !Number.isInteger(number))) {
    throw refused(`Hyperparameter ${name}: could not transform value ${value} to ${rule.type}`);
  }
  const isBelow = rule.least !== undefined && (rule.isAbove === true ? number <= rule.least : number < rule.least);
  if (isBelow || (rule.most !== undefined && number > rule.most)) throw invalid(name, value);
}

function invalid(name: string, value: string): AlgorithmFailure {
  return refused(`Hyperparameter ${name}: value ${value} is not in the allowed range`);
}

function refused(text: string): AlgorithmFailure {
  return new AlgorithmFailure("ClientError", text);
}

/** A checked hyperparameter as a number. */
export function numberOf(given: Readonly<Record<string, string>>, name: string, standard: number): number {
  const value = given[name];
  return value === undefined || Number.isNaN(Number(value)) ? standard : Number(value);
}
