import type { Condition } from "./definition.ts";
import { ExpressionError, evaluate, type Scope } from "./evaluate.ts";
import { type Json, kindOf } from "./json.ts";

/** Whether all conditions of a step hold. */
export function meetsConditions(conditions: readonly Condition[], scope: Scope): boolean {
  // All are looked at, so that an operand without a value fails the step however the others turn out.
  return conditions.map((condition) => meetsCondition(condition, scope)).every((holds) => holds);
}

function meetsCondition(condition: Condition, scope: Scope): boolean {
  if (condition.type === "Not") return !meetsCondition(condition.condition, scope);
  if (condition.type === "Or")
    return condition.conditions.map((one) => meetsCondition(one, scope)).some((holds) => holds);
  if (condition.type === "In") {
    const query = evaluate(condition.query, scope);
    const values = condition.values.map((value) => evaluate(value, scope));
    return values.map((value) => areEqual({ left: query, right: value, condition: "In" })).some((equal) => equal);
  }
  const left = evaluate(condition.left, scope);
  const right = evaluate(condition.right, scope);
  if (condition.type === "Equals") return areEqual({ left, right, condition: "Equals" });
  const order = compare({ left, right, condition: condition.type });
  if (condition.type === "GreaterThan") return order > 0;
  if (condition.type === "GreaterThanOrEqualTo") return order >= 0;
  return condition.type === "LessThan" ? order < 0 : order <= 0;
}

type Pair = { readonly left: Json; readonly right: Json; readonly condition: string };

/** Values of different types are no case of "not equal": the service refuses to compare them. */
function areEqual({ left, right, condition }: Pair): boolean {
  if (typeof left === typeof right && left !== null && typeof left !== "object") return left === right;
  throw mismatch({ left, right, condition });
}

/** Numbers by size; texts, times among them, by their characters' codes. */
function compare({ left, right, condition }: Pair): number {
  const areNumbers = typeof left === "number" && typeof right === "number";
  const areTexts = typeof left === "string" && typeof right === "string";
  if (areNumbers) return left - right;
  if (areTexts) return left < right ? -1 : left > right ? 1 : 0;
  throw mismatch({ left, right, condition });
}

function mismatch({ left, right, condition }: Pair): ExpressionError {
  const told = (value: Json): string => `${kindOf(value)} (${JSON.stringify(value)})`;
  return new ExpressionError(condition, `cannot compare ${told(left)} with ${told(right)}`);
}
