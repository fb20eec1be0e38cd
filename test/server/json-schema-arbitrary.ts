import fc from "fast-check";

type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
};

/** Values that fit a JSON schema, with here and there one that does not. */
export function valuesOf(schema: unknown): fc.Arbitrary<unknown> {
  return spoilt(fitting(schema as Schema)); // zod writes JSON Schema
}

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    "",
    "\0",
    "\ud800",
    "'; drop table course; --",
    "__proto__",
    "<script>",
    1e308,
    -1,
    2 ** 53,
    0.1,
    [],
    {},
    "9999-12-31T23:59:59Z",
    "0000-01-01T00:00:00Z",
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const spoilt = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: junk });

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(valuesOf));
  if (schema.type === "object") return objects(schema);
  if (schema.type === "array")
    return fc.array(valuesOf(schema.items ?? {}), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
    });
  if (schema.type === "string") return strings(schema);
  if (schema.type === "integer")
    return fc.integer({ min: whole(schema.minimum, -5), max: whole(schema.maximum, 2_147_483_648) });
  if (schema.type === "number")
    return fc.double({ min: schema.minimum ?? -1, max: schema.maximum ?? 1e6, noNaN: true });
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "null") return fc.constant(null);
  return junk;
}

const whole = (limit: number | undefined, otherwise: number) =>
  Math.max(-2_147_483_648, Math.min(2_147_483_647, limit ?? otherwise));

function objects({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const parts = Object.fromEntries(
    // A long wait is allowed and would be waited for.
    Object.entries(properties).map(([name, schema]) => [
      name,
      name === "waitMs" ? fc.integer({ min: 0, max: 20 }) : valuesOf(schema),
    ]),
  );
  const whole = fc.record(parts, { requiredKeys: required.filter((key) => key in parts) });
  return fc.oneof(
    { weight: 10, arbitrary: whole },
    {
      weight: 1,
      arbitrary: fc.tuple(whole, fc.string(), junk).map(([value, key, more]) => ({ ...value, [key]: more })),
    },
  );
}

function strings({ format, pattern, minLength = 0, maxLength = 200, enum: _ }: Schema): fc.Arbitrary<string> {
  if (format === "uuid") return fc.uuid();
  if (format === "date-time")
    return fc
      .date({ noInvalidDate: true, min: new Date("1900-01-01"), max: new Date("2100-01-01") })
      .map((date) => date.toISOString());
  if (pattern !== undefined)
    return fc.oneof(fc.constant("07-metrics/fish-matrix"), fc.stringMatching(new RegExp(pattern)));
  return fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, minLength + 60) });
}
