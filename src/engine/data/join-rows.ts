import { refusal } from "./refusal.ts";
import { gatherRowsByCode, type RowsByCode } from "./rows-by-code.ts";

/** Which rows a join keeps. */
export type JoinHow = "inner" | "left" | "right" | "full" | "semi" | "anti";

/** The rows that a join puts side by side; −1 where there is no partner. */
export type JoinedRows = { readonly leftRows: Int32Array; readonly rightRows: Int32Array };

/** Finds the pairs of rows by their key codes (negative: no key). The result is counted first, then written once. */
export function joinRows({
  leftCodes,
  rightCodes,
  codeCount,
  how,
}: {
  readonly leftCodes: Int32Array;
  readonly rightCodes: Int32Array;
  readonly codeCount: number;
  readonly how: JoinHow;
}): JoinedRows {
  if (how === "right") {
    const turned = joinRows({ leftCodes: rightCodes, rightCodes: leftCodes, codeCount, how: "left" });
    return { leftRows: turned.rightRows, rightRows: turned.leftRows };
  }
  const partners = gatherRowsByCode({ codes: rightCodes, codeCount });
  if (how === "semi" || how === "anti") {
    const leftRows = rowsWhere(leftCodes, (code) => partnerCount(partners, code) > 0 === (how === "semi"));
    return { leftRows, rightRows: new Int32Array(leftRows.length).fill(-1) };
  }
  const keepsLeft = how !== "inner";
  const hasLeft = new Uint8Array(codeCount);
  let pairCount = 0;
  for (let row = 0; row < leftCodes.length; row++) {
    const code = leftCodes[row] as number; // row < n
    if (code >= 0) hasLeft[code] = 1;
    pairCount += Math.max(partnerCount(partners, code), keepsLeft ? 1 : 0);
  }
  const alone = how === "full" ? rowsWhere(rightCodes, (code) => code < 0 || hasLeft[code] === 0) : new Int32Array(0);
  const rowCount = requireFewRows(pairCount + alone.length);
  const leftRows = new Int32Array(rowCount).fill(-1);
  const rightRows = new Int32Array(rowCount).fill(-1);
  let at = 0;
  for (let row = 0; row < leftCodes.length; row++) {
    const code = leftCodes[row] as number; // row < n
    const count = partnerCount(partners, code);
    if (count === 0 && keepsLeft) leftRows[at++] = row;
    for (let k = 0; k < count; k++) {
      leftRows[at] = row;
      rightRows[at++] = partners.rows[(partners.starts[code] as number) + k] as number; // k < count
    }
  }
  rightRows.set(alone, at);
  return { leftRows, rightRows };
}

function partnerCount({ starts }: RowsByCode, code: number): number {
  return code < 0 ? 0 : (starts[code + 1] as number) - (starts[code] as number); // code < codeCount
}

function rowsWhere(codes: Int32Array, isKept: (code: number) => boolean): Int32Array {
  const kept = new Int32Array(codes.length);
  let count = 0;
  for (let row = 0; row < codes.length; row++) if (isKept(codes[row] as number)) kept[count++] = row; // row < length
  return kept.slice(0, count);
}

/** Two columns of one repeated key multiply: 100,000 × 100,000 rows would be 10¹⁰ pairs. */
function requireFewRows(rowCount: number): number {
  if (rowCount <= 100_000_000) return rowCount;
  const need = "a result of at most 100000000 rows";
  const got = `${rowCount} pairs with the same key`;
  throw refusal({ code: "out-of-range", functionName: "joinTables", need, got });
}
