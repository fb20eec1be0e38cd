import { canonicalJson } from "#engine/core/canonical-json.ts";
import { EngineError } from "#engine/core/errors.ts";
import type { Condition, Source } from "./pipeline.ts";

/** All that a condition looks at. */
export function sourcesOf(condition: Condition): readonly Source[] {
  if (typeof condition !== "object" || condition === null) throw unreadable(condition);
  if ("not" in condition) return sourcesOf(condition.not);
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : undefined;
  if (parts !== undefined) {
    if (!Array.isArray(parts)) throw unreadable(condition);
    return parts.flatMap(sourcesOf);
  }
  if (!("is" in condition) || !comparisons.includes(condition.is)) throw unreadable(condition);
  return [condition.left, condition.right];
}

/** Whether a condition holds. Numbers and texts can be ordered; a comparison with anything else, null included, does not hold. */
export function holds({
  condition,
  read,
}: {
  readonly condition: Condition;
  readonly read: (source: Source) => unknown;
}): boolean {
  if ("not" in condition) return !holds({ condition: condition.not, read });
  if ("all" in condition) return condition.all.every((part) => holds({ condition: part, read }));
  if ("any" in condition) return condition.any.some((part) => holds({ condition: part, read }));
  const left = read(condition.left);
  const right = read(condition.right);
  if (condition.is === "equal") return canonicalJson(left) === canonicalJson(right);
  if (condition.is === "in") {
    return Array.isArray(right) && right.some((entry) => canonicalJson(entry) === canonicalJson(left));
  }
  const bothNumbers = typeof left === "number" && typeof right === "number";
  const bothTexts = typeof left === "string" && typeof right === "string";
  if (!bothNumbers && !bothTexts) return false;
  if (condition.is === "less") return left < right;
  if (condition.is === "less-or-equal") return left <= right;
  return condition.is === "greater" ? left > right : left >= right;
}

const comparisons: readonly string[] = ["equal", "less", "less-or-equal", "greater", "greater-or-equal", "in"];

function unreadable(condition: unknown): EngineError {
  const got =
    typeof condition === "object" && condition !== null ? Object.keys(condition).join(", ") : String(condition);
  return new EngineError(
    "bad-expression",
    `planPipeline requires a condition with left, is (${comparisons.join(", ")}) and right, or not, all, any, got ${got}`,
    { function: "planPipeline", got },
  );
}
