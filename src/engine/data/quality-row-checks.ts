import { type Cell, cellAt, isMissingAt } from "./cell.ts";
import type { QualityRule } from "./quality-rule.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf } from "./require-names.ts";
import { rowAt } from "./row.ts";
import { codeRows } from "./row-codes.ts";
import { stackColumns } from "./stack-columns.ts";
import type { Column, Table } from "./table.ts";

/** For each row: 1 passes, 0 is broken, 2 is left out. Or why the rule cannot be applied to this table at all. */
export type RowVerdicts = { readonly verdicts: Uint8Array } | { readonly problem: string };

type RuleOf<Check extends QualityRule["check"]> = Extract<QualityRule, { readonly check: Check }>;
type Input<Check extends QualityRule["check"]> = { readonly table: Table; readonly rule: RuleOf<Check> };

/** The value is there. */
export function checkCompleteness({ table, rule }: Input<"completeness">): RowVerdicts {
  const column = columnOf(table, rule.column);
  return { verdicts: Uint8Array.from({ length: table.rowCount }, (_, row) => (isMissingAt(column, row) ? 0 : 1)) };
}

/** Every value is tested once per different value in text columns, once a row in others. */
export function checkValues({
  table,
  name,
  whenMissing = "ignore",
  holds,
}: {
  readonly table: Table;
  readonly name: string;
  readonly whenMissing?: "ignore" | "fail" | undefined;
  readonly holds: (cell: Exclude<Cell, null>) => boolean;
}): RowVerdicts {
  const column = columnOf(table, name);
  const missingVerdict = whenMissing === "fail" ? 0 : 2;
  const verdicts = new Uint8Array(table.rowCount);
  if (column.type === "text") {
    const known = new Int8Array(column.dictionary.length).fill(-1);
    for (let row = 0; row < verdicts.length; row++) {
      const code = column.codes[row] as number; // row < n
      if (code >= 0 && known[code] === -1) known[code] = holds(column.dictionary[code] as string) ? 1 : 0; // an index
      verdicts[row] = code < 0 ? missingVerdict : (known[code] as number); // known by now
    }
    return { verdicts };
  }
  for (let row = 0; row < verdicts.length; row++) {
    const cell = cellAt(column, row);
    verdicts[row] = cell === null ? missingVerdict : holds(cell) ? 1 : 0;
  }
  return { verdicts };
}

/** A number within its bounds. */
export function checkRange({ table, rule }: Input<"range" | "length">): RowVerdicts {
  const wanted = rule.check === "range" ? "number" : "text";
  const { type } = columnOf(table, rule.column);
  if (type !== wanted) return { problem: `${rule.check} needs a ${wanted} column, and ${rule.column} is ${type}` };
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = rule;
  const holds = (cell: Cell): boolean => {
    const size = typeof cell === "string" ? [...cell].length : Number(cell);
    return size >= min && size <= max;
  };
  return checkValues({ table, name: rule.column, whenMissing: rule.whenMissing, holds });
}

/** One of a set of values. */
export function checkSet({ table, rule }: Input<"in-set">): RowVerdicts {
  const allowed = new Set(rule.values);
  return checkValues({ table, name: rule.column, whenMissing: rule.whenMissing, holds: (cell) => allowed.has(cell) });
}

/** A text that a regular expression matches. */
export function checkPattern({ table, rule }: Input<"pattern">): RowVerdicts {
  const { type } = columnOf(table, rule.column);
  if (type !== "text") return { problem: `pattern needs a text column, and ${rule.column} is ${type}` };
  const pattern = readPattern(rule.pattern);
  const holds = (cell: Cell): boolean => pattern.test(String(cell));
  return checkValues({ table, name: rule.column, whenMissing: rule.whenMissing, holds });
}

function readPattern(source: string): RegExp {
  try {
    if (typeof source === "string") return new RegExp(source, "u");
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  const need = "a regular expression as pattern";
  throw refusal({ code: "bad-expression", functionName: "checkQuality", need, got: shown(source) });
}

/** Each combination once: the first row of equal ones passes, the others are broken. */
export function checkUniqueness({ table, rule }: Input<"uniqueness">): RowVerdicts {
  const columns = rule.columns.map((name) => columnOf(table, name));
  const { codes, firstRows } = codeRows({ columns, rowCount: table.rowCount });
  const missing = missingRows(columns, table.rowCount);
  const verdicts = codes.map((code, row) => (firstRows[code] === row ? 1 : 0));
  return {
    verdicts: Uint8Array.from(verdicts, (verdict, row) => (missing[row] ? missingAs(rule.whenMissing) : verdict)),
  };
}

/** Each combination occurs in the other table. */
export function checkReference({ table, rule, to }: Input<"reference"> & { readonly to: Table }): RowVerdicts {
  const own = rule.columns.map((name) => columnOf(table, name));
  const others = (rule.toColumns ?? rule.columns).map((name) => columnOf(to, name));
  const stacked: Column[] = [];
  for (const [at, column] of own.entries()) {
    const other = others[at];
    if (other === undefined || other.type !== column.type) {
      const name = rule.columns[at] ?? "";
      return {
        problem: `reference needs columns of one type, and ${name} is ${column.type} against ${other?.type ?? "none"}`,
      };
    }
    stacked.push(stackColumns([column, other]));
  }
  const { codes, firstRows } = codeRows({ columns: stacked, rowCount: table.rowCount + to.rowCount });
  const isThere = new Uint8Array(firstRows.length);
  for (let row = table.rowCount; row < codes.length; row++) isThere[codes[row] as number] = 1; // row < n + m
  const missing = missingRows(own, table.rowCount);
  const verdicts = Uint8Array.from({ length: table.rowCount }, (_, row) =>
    missing[row] ? missingAs(rule.whenMissing) : (isThere[codes[row] as number] as number),
  ); // row < n + m
  return { verdicts };
}

/** The caller's own test. */
export function checkCustom({ table, rule }: Input<"custom">): RowVerdicts {
  return { verdicts: Uint8Array.from({ length: table.rowCount }, (_, row) => (rule.holds(rowAt(table, row)) ? 1 : 0)) };
}

function missingAs(whenMissing: "ignore" | "fail" | undefined): number {
  return whenMissing === "fail" ? 0 : 2;
}

/** 1 where a part of the combination is missing: such a key names nothing. */
function missingRows(columns: readonly Column[], rowCount: number): Uint8Array {
  const missing = new Uint8Array(rowCount);
  for (const column of columns) {
    if (column.missing === 0) continue;
    for (let row = 0; row < rowCount; row++) if (isMissingAt(column, row)) missing[row] = 1;
  }
  return missing;
}
