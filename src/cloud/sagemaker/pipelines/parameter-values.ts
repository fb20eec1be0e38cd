import { AwsError } from "#cloud/core/aws-error.ts";
import type { Parameter } from "./definition.ts";
import { readTyped } from "./parse-parameters.ts";

export type ParameterValues = Readonly<Record<string, string | number | boolean>>;

/** The values of an execution: those given at its start, as texts, and defaults for the rest. */
export function parameterValues({
  parameters,
  given,
}: {
  readonly parameters: readonly Parameter[];
  readonly given: readonly { readonly Name: string; readonly Value: string }[];
}): ParameterValues {
  const texts = new Map<string, string>();
  for (const { Name, Value } of given) {
    if (texts.has(Name)) throw refusal(`Parameter '${Name}' is given twice.`);
    if (!parameters.some(({ name }) => name === Name)) {
      const known = parameters.map(({ name }) => name).join(", ") || "none";
      throw refusal(`Parameter '${Name}' is not defined in the pipeline: there are ${known}.`);
    }
    texts.set(Name, Value);
  }
  const missing = parameters.filter(({ name, defaultValue }) => defaultValue === null && !texts.has(name));
  if (missing.length > 0) {
    const names = missing.map(({ name, type }) => `'${name}' (${type})`).join(", ");
    throw refusal(`Parameters without a default value must be given: ${names}.`);
  }
  return Object.fromEntries(
    parameters.map((parameter) => [parameter.name, readValue(parameter, texts.get(parameter.name))]),
  );
}

function readValue(
  { name, type, defaultValue, enumValues }: Parameter,
  text: string | undefined,
): string | number | boolean {
  const value = text === undefined ? defaultValue : readTyped(text, type);
  if (value === undefined || value === null) {
    throw refusal(`Parameter '${name}' must be ${type}, got ${JSON.stringify(text ?? null)}.`);
  }
  if (enumValues === null || enumValues.includes(value)) return value;
  throw refusal(`Parameter '${name}' must be one of ${enumValues.join(", ")}, got ${String(value)}.`);
}

function refusal(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
