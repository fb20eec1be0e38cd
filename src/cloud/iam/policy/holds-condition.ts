import { matchesPattern } from "./matches-pattern.ts";
import type { Condition } from "./parse-policy.ts";

/** What a request says of itself, by condition key in small letters. */
export type RequestKeys = ReadonlyMap<string, readonly string[]>;

/** One condition of a statement on one request, by IAM's rules for keys that are missing and keys with many values. */
export function holdsCondition(condition: Condition, keys: RequestKeys): boolean {
  const { operator, quantifier, ifExists, key } = condition;
  const given = keys.get(key.toLowerCase());
  if (operator === "Null") return condition.values.includes(String(given === undefined));
  const values = condition.values.map((value) => withVariables(value, keys));
  const isNegative = operator.includes("Not");
  const fits = (text: string): boolean =>
    values.some((value) => compare(operator.replace("Not", ""), text, value)) !== isNegative;
  if (given === undefined || given.length === 0) return ifExists || isNegative || quantifier === "ForAllValues";
  if (quantifier === "ForAnyValue") return given.some(fits);
  if (quantifier === "ForAllValues") return given.every(fits);
  return isNegative ? given.every(fits) : given.some(fits);
}

/** `${aws:username}` and the like; a key that the request does not have leaves a text that nothing equals. */
export function withVariables(text: string, keys: RequestKeys): string {
  return text.replace(/\$\{([^}]+)\}/g, (all, name: string) => {
    if (name === "*" || name === "?" || name === "$") return name;
    const [key = "", fallback] = name.split(/,\s*/);
    return keys.get(key.trim().toLowerCase())?.[0] ?? fallback?.replaceAll("'", "") ?? all;
  });
}

function compare(operator: string, text: string, value: string): boolean {
  if (operator.startsWith("Numeric"))
    return compareNumbers(operator.slice("Numeric".length), Number(text), Number(value));
  if (operator.startsWith("Date")) return compareNumbers(operator.slice("Date".length), timeOf(text), timeOf(value));
  switch (operator) {
    case "StringEquals":
      return text === value;
    case "StringEqualsIgnoreCase":
    case "Bool":
      return text.toLowerCase() === value.toLowerCase();
    case "IpAddress":
      return isInside(text, value);
    default:
      return matchesPattern({ pattern: value, text }); // StringLike, ArnLike, ArnEquals
  }
}

function compareNumbers(relation: string, one: number, other: number): boolean {
  switch (relation) {
    case "Equals":
      return one === other;
    case "LessThan":
      return one < other;
    case "LessThanEquals":
      return one <= other;
    case "GreaterThan":
      return one > other;
    default:
      return one >= other;
  }
}

function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** Addresses of IP version 4 in CIDR form. */
function isInside(address: string, range: string): boolean {
  const [base = "", bits = "32"] = range.split("/");
  const size = 2 ** (32 - Number(bits));
  const [one, other] = [numberOf(address), numberOf(base)];
  return one !== undefined && other !== undefined && Math.floor(one / size) === Math.floor(other / size);
}

function numberOf(address: string): number | undefined {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
