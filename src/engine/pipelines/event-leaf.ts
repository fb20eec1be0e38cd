import { EngineError } from "#engine/core/errors.ts";
import { cidrTest, wildcardTest } from "./text-patterns.ts";

/** One entry of a pattern's list. */
export type LeafTest = {
  readonly matches: (value: unknown) => boolean;
  /** Whether the entry is content with a field that is not there. */
  readonly matchesAbsent: boolean;
};

/** Reads one entry of a pattern's list. */
export function leafTestOf({ entry, place }: { readonly entry: unknown; readonly place: string }): LeafTest {
  if (isScalar(entry)) return present((value) => value === entry);
  const [operator, operand] = onlyEntry({ entry, place });
  if (operator === "exists") {
    if (typeof operand !== "boolean") throw refusal(place, "exists to be true or false");
    return { matches: () => operand, matchesAbsent: !operand };
  }
  if (operator === "numeric") return present(numericTest({ operand, place }));
  if (operator === "cidr")
    return present(
      onText(cidrTest(textOf({ operand, place, operator })) ?? refuse(place, "an IPv4 block such as 10.0.0.0/24")),
    );
  if (operator === "anything-but") {
    const inner = anythingButTest({ operand, place });
    return present((value) => !inner(value));
  }
  return present(textTest({ operator, operand, place }));
}

function present(matches: (value: unknown) => boolean): LeafTest {
  return { matches, matchesAbsent: false };
}

type Test = (value: unknown) => boolean;

/** prefix, suffix, wildcard and equals-ignore-case. */
function textTest({
  operator,
  operand,
  place,
}: {
  readonly operator: string;
  readonly operand: unknown;
  readonly place: string;
}): Test {
  if (operator === "wildcard") {
    return onText(
      wildcardTest(textOf({ operand, place, operator })) ?? refuse(place, "a wildcard without ** or a lone \\"),
    );
  }
  if (operator === "equals-ignore-case") {
    const wanted = textOf({ operand, place, operator }).toLowerCase();
    return onText((text) => text.toLowerCase() === wanted);
  }
  if (operator !== "prefix" && operator !== "suffix") {
    throw refusal(place, `a value or one of ${operators.join(", ")}, not ${operator},`);
  }
  const isCaseless = typeof operand === "object" && operand !== null;
  const raw = isCaseless ? caselessOperand({ operand, place }) : textOf({ operand, place, operator });
  const wanted = isCaseless ? raw.toLowerCase() : raw;
  return onText((text) => {
    const compared = isCaseless ? text.toLowerCase() : text;
    return operator === "prefix" ? compared.startsWith(wanted) : compared.endsWith(wanted);
  });
}

function caselessOperand({ operand, place }: { readonly operand: unknown; readonly place: string }): string {
  const [operator, wanted] = onlyEntry({ entry: operand, place });
  if (operator !== "equals-ignore-case") throw refusal(place, "a text or equals-ignore-case in prefix and suffix");
  return textOf({ operand: wanted, place, operator });
}

/** What the value must not be. */
function anythingButTest({ operand, place }: { readonly operand: unknown; readonly place: string }): Test {
  const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (values.length > 0 && values.every((value) => typeof value === "string" || typeof value === "number")) {
    const refused = new Set<unknown>(values);
    return (value) => refused.has(value);
  }
  if (Array.isArray(operand)) throw refusal(place, "texts or numbers in anything-but");
  const [operator, inner] = onlyEntry({ entry: operand, place });
  const wanted = Array.isArray(inner) ? inner : [inner];
  if (wanted.length === 0) throw refusal(place, `at least one text in ${operator}`);
  const tests = wanted.map((one) => textTest({ operator, operand: one, place }));
  return (value) => tests.some((test) => test(value));
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** [">", 0] or [">", 0, "<=", 5]. */
function numericTest({ operand, place }: { readonly operand: unknown; readonly place: string }): Test {
  const need = 'comparisons such as [">", 0, "<=", 5] in numeric';
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) throw refusal(place, need);
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const sign: unknown = operand[at];
    const bound: unknown = operand[at + 1];
    const compare = typeof sign === "string" && Object.hasOwn(comparisons, sign) ? comparisons[sign] : undefined;
    if (compare === undefined || typeof bound !== "number" || !Number.isFinite(bound)) throw refusal(place, need);
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === "number" && tests.every((test) => test(value));
}

const operators: readonly string[] = [
  "prefix",
  "suffix",
  "wildcard",
  "equals-ignore-case",
  "numeric",
  "cidr",
  "exists",
  "anything-but",
];

function onlyEntry({ entry, place }: { readonly entry: unknown; readonly place: string }): readonly [string, unknown] {
  const entries = typeof entry === "object" && entry !== null && !Array.isArray(entry) ? Object.entries(entry) : [];
  const [only, ...others] = entries;
  if (only === undefined || others.length > 0) throw refusal(place, `a value or one of ${operators.join(", ")}`);
  return only;
}

function onText(test: (text: string) => boolean): Test {
  return (value) => typeof value === "string" && test(value);
}

function textOf({
  operand,
  place,
  operator,
}: {
  readonly operand: unknown;
  readonly place: string;
  readonly operator: string;
}): string {
  if (typeof operand === "string") return operand;
  throw refusal(place, `a text in ${operator}`);
}

function isScalar(value: unknown): boolean {
  return (
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value))
  );
}

function refuse(place: string, need: string): never {
  throw refusal(place, need);
}

function refusal(place: string, need: string): EngineError {
  return new EngineError("bad-expression", `matchesEvent requires ${need} at ${place}`, {
    function: "matchesEvent",
    place,
  });
}
