import { isList, isObject, type Json } from "./json.ts";

/** What runs in a container has variables of its own, and patterns have dollars: these are left alone. */
const ownDollars = [
  "ContainerArguments",
  "ContainerEntrypoint",
  "Environment",
  "HyperParameters",
  "StaticHyperParameters",
  "Args",
  "Regex",
  "QueryString",
  "Description",
  "SparkSubmitParameters",
];

/** Variables of some template that nobody filled in: `$SAGEMAKER_ROLE_ARN`, `${role_arn}`; with their places. */
export function* variablesIn(
  value: Json,
  path: string,
): Generator<{ readonly variable: string; readonly path: string }> {
  if (typeof value === "string") {
    for (const [variable] of value.matchAll(/\$(?:\{[A-Za-z_][\w.:-]*\}|[A-Z][A-Z0-9_]{2,})/g))
      yield { variable, path };
  } else if (isList(value)) {
    for (const [at, entry] of value.entries()) yield* variablesIn(entry, `${path}[${at}]`);
  } else if (isObject(value)) {
    for (const [name, entry] of Object.entries(value)) {
      if (!ownDollars.includes(name)) yield* variablesIn(entry, `${path}.${name}`);
    }
  }
}

/** Words that stand for something to be filled in: `<YOUR_S3_BUCKET>`. */
export function* blanksIn(value: Json, path: string): Generator<{ readonly blank: string; readonly path: string }> {
  if (typeof value === "string") {
    for (const [blank] of value.matchAll(/<[A-Z][A-Z0-9_ -]{2,}>/g)) yield { blank, path };
  } else if (isList(value)) {
    for (const [at, entry] of value.entries()) yield* blanksIn(entry, `${path}[${at}]`);
  } else if (isObject(value)) {
    for (const [name, entry] of Object.entries(value)) yield* blanksIn(entry, `${path}.${name}`);
  }
}
