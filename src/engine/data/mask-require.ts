import type { Mask } from "./mask.ts";
import { refusal, shown } from "./refusal.ts";
import type { Column } from "./table.ts";

/** Checks that a mask exists, that its settings make sense and that it fits the column. */
export function requireMask({
  functionName,
  name,
  mask,
  column,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly mask: Mask;
  readonly column: Column;
}): void {
  const problem = findProblem(mask, column.type);
  if (problem === null) return;
  const need = `${problem.need} for ${shown(name)}`;
  throw refusal({ code: problem.code, functionName, need, got: problem.got, facts: { name } });
}

type Problem = { readonly code: "wrong-type" | "out-of-range"; readonly need: string; readonly got: string };

function findProblem(mask: Mask, type: Column["type"]): Problem | null {
  if (typeof mask !== "object" || mask === null) return { code: "wrong-type", need: "a mask", got: shown(mask) };
  const wants = (isFine: boolean, need: string, got: unknown): Problem | null =>
    isFine ? null : { code: "out-of-range", need, got: shown(got) };
  const wantsType = (wanted: Column["type"]): Problem | null =>
    type === wanted
      ? null
      : { code: "wrong-type", need: `a ${wanted} column to mask by ${mask.method}`, got: `${type}` };
  switch (mask.method) {
    case "hash":
      return (
        wants(typeof mask.salt === "string" && mask.salt !== "", "a salt that is not empty", mask.salt) ??
        wants(isWhole(mask.length ?? 32, 1, 64), "a hash length from 1 to 64", mask.length)
      );
    case "tokenize":
      return wants(typeof (mask.domain ?? "") === "string", "a domain that is a text", mask.domain);
    case "redact":
      return wants(
        mask.replacement === null || typeof (mask.replacement ?? "") === "string",
        "a replacement that is a text or null",
        mask.replacement,
      );
    case "partial":
      return (
        wants(isWhole(mask.keepStart ?? 0, 0, 1000), "a whole keepStart of 0 or more", mask.keepStart) ??
        wants(isWhole(mask.keepEnd ?? 4, 0, 1000), "a whole keepEnd of 0 or more", mask.keepEnd) ??
        wants(typeof (mask.character ?? "*") === "string", "a character that is a text", mask.character)
      );
    case "band": {
      const fits = wantsType("number");
      if (fits !== null || "width" in mask) return fits ?? wantsPositive("width", "width" in mask ? mask.width : 0);
      return wants(areAscending(mask.edges), "edges that are numbers and ascend", mask.edges);
    }
    case "round":
      return wantsType("number") ?? wantsPositive("to", mask.to);
    case "date":
      return (
        wantsType("text") ?? wants(["year", "quarter", "month"].includes(mask.to), "year, quarter or month", mask.to)
      );
    case "prefix":
      return wants(isWhole(mask.length, 0, 1000), "a prefix length of 0 or more", mask.length);
    default:
      return {
        code: "out-of-range",
        need: "the method hash, tokenize, redact, partial, band, round, date or prefix",
        got: shown(Reflect.get(mask, "method")),
      };
  }
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function wantsPositive(name: string, value: unknown): Problem | null {
  if (typeof value === "number" && value > 0 && value < Number.POSITIVE_INFINITY) return null;
  return { code: "out-of-range", need: `${name} above 0`, got: shown(value) };
}

function areAscending(edges: unknown): boolean {
  if (!Array.isArray(edges) || edges.length === 0) return false;
  return edges.every((edge, at) => Number.isFinite(edge) && (at === 0 || edge > edges[at - 1]));
}
