import type { Json } from "../json.ts";
import { runtimeFailure } from "../state-failure.ts";
import { findTimestamp } from "../timestamp.ts";

/** The comparisons of Choice rules without their type: `NumericLessThan` is `LessThan` of numbers. */
export const orderings: readonly string[] = [
  "Equals",
  "LessThan",
  "LessThanEquals",
  "GreaterThan",
  "GreaterThanEquals",
];

/** Every comparison that takes a value, and, with `Path` behind its name, a path to one. */
export const comparisons: readonly string[] = [
  ...["String", "Numeric", "Timestamp"].flatMap((type) => orderings.map((ordering) => `${type}${ordering}`)),
  "BooleanEquals",
];

export const typeTests: readonly string[] = [
  "IsPresent",
  "IsNull",
  "IsNumeric",
  "IsString",
  "IsBoolean",
  "IsTimestamp",
];

/** Whether a value stands in a relation to another; values of another type than the comparison's never do. */
export function compareOperand({
  comparison,
  value,
  other,
}: {
  readonly comparison: string;
  readonly value: Json;
  readonly other: Json;
}): boolean {
  if (comparison === "StringMatches")
    return typeof value === "string" && typeof other === "string" && matches(value, other);
  if (comparison === "BooleanEquals") return typeof value === "boolean" && value === other;
  const ordering = orderings.find((each) => comparison.replace(/^(?:String|Numeric|Timestamp)/, "") === each) ?? "";
  const [left, right] = [value, other].map((operand) => orderedOperand(comparison, operand));
  if (left === undefined || right === undefined) return false;
  switch (ordering) {
    case "Equals":
      return left === right;
    case "LessThan":
      return left < right;
    case "LessThanEquals":
      return left <= right;
    case "GreaterThan":
      return left > right;
    default:
      return left >= right;
  }
}

function orderedOperand(comparison: string, value: Json): string | number | undefined {
  if (comparison.startsWith("Numeric")) return typeof value === "number" ? value : undefined;
  if (typeof value !== "string") return undefined;
  return comparison.startsWith("Timestamp") ? findTimestamp(value) : value;
}

/** `*` stands for any characters, `\*` for a star and `\\` for a backslash; without backtracking, so that no pattern can stall it. */
function matches(text: string, pattern: string): boolean {
  if (/\\(?![*\\])/.test(pattern.replaceAll("\\\\", "")))
    throw runtimeFailure(`Open escape backslash in StringMatches: ${pattern}`);
  const pieces = pattern.match(/\\[*\\]|./gs) ?? [];
  let [textAt, pieceAt, starAt, resumeAt] = [0, 0, -1, 0];
  while (textAt < text.length) {
    const piece = pieces[pieceAt];
    if (piece === "*") {
      [starAt, resumeAt] = [pieceAt, textAt];
      pieceAt++;
    } else if (piece !== undefined && piece.slice(-1) === text[textAt]) {
      pieceAt++;
      textAt++;
    } else if (starAt >= 0) {
      resumeAt++;
      [pieceAt, textAt] = [starAt + 1, resumeAt];
    } else {
      return false;
    }
  }
  return pieces.slice(pieceAt).every((piece) => piece === "*");
}

export function passesTypeTest({ test, value }: { readonly test: string; readonly value: Json }): boolean {
  switch (test) {
    case "IsNull":
      return value === null;
    case "IsNumeric":
      return typeof value === "number";
    case "IsString":
      return typeof value === "string";
    case "IsBoolean":
      return typeof value === "boolean";
    case "IsTimestamp":
      return typeof value === "string" && findTimestamp(value) !== undefined;
    default:
      return true;
  }
}
