import { hmacSha256 } from "#engine/core/hmac-sha-256.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Cell, cellAt } from "./cell.ts";
import type { Mask } from "./mask.ts";
import { bandOf, bandOfWidth } from "./mask-band.ts";
import { requireMask } from "./mask-require.ts";
import { maskText } from "./mask-text.ts";
import { createTokenVault, type OpenVault, openVault, type TokenVault } from "./mask-token-vault.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireEntries, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/** The masked table, and the vault to keep elsewhere; without "tokenize" the vault is as it was. */
export type MaskedTable = { readonly table: Table; readonly vault: TokenVault };

/**
 * Hides personal data in some columns and leaves the other columns as they are.
 *
 * Each mask is a trade between what an attacker learns and what an analyst still can do; `Mask` says what each keeps.
 * "hash" and "tokenize" keep joins: a value gets the same stand-in wherever it occurs. Masking direct identifiers is not
 * enough by itself, because birthday, sex and postcode together name most people; see `kAnonymity` for what is left.
 *
 * Missing values stay missing. Each different value is masked once, so the cost is O(rows) plus O(different values).
 *
 * @param table  n rows
 * @param masks  mask by column name
 * @param vault  the tokens given so far; default: none
 * @param rng    chance for new tokens; needed for "tokenize" only
 * @returns      a fresh table in which masked columns are text ("round": numbers), and the vault
 * @throws {EngineError} "unknown-column", "wrong-type" when a mask does not fit its column or has no rng, "out-of-range"
 *                for a setting that makes no sense, "bad-expression" for a date that is none
 * @example
 * const people = fromColumns({ age: [34, null], card: ["4539 1488 0343 6467", "4485"] });
 * rows(maskColumns({ table: people, masks: { age: { method: "band", width: 10 }, card: { method: "partial" } } }).table) // => [{ age: "30 to below 40", card: "**** **** **** 6467" }, { age: null, card: "****" }]
 * @example maskColumns({ table: fromColumns({ id: ["a", "b", "a"] }), masks: { id: { method: "hash", salt: "s", length: 8 } } }).table.columns.id.codes // => [0, 1, 0]
 */
export function maskColumns(options: {
  readonly table: Table;
  readonly masks: Readonly<Record<string, Mask>>;
  readonly vault?: TokenVault;
  readonly rng?: Rng;
}): MaskedTable {
  const {
    table,
    masks,
    vault = createTokenVault(),
    rng,
  } = requireOptions(functionName, options, ["table", "masks", "vault", "rng"]);
  requireTable(functionName, table);
  const wanted = requireEntries({ functionName, argument: "masks", entries: masks });
  requireNames({ functionName, table, names: wanted.map(([name]) => name), argument: "masks", mayBeEmpty: true });
  for (const [name, mask] of wanted) requireMask({ functionName, name, mask, column: columnOf(table, name) });
  const open = openVault({ functionName, vault, rng: rng ?? noChance });
  const byName = new Map(wanted);
  const entries = table.names.map((name): [string, Column] => {
    const column = columnOf(table, name);
    const mask = byName.get(name);
    return [name, mask === undefined ? column : maskColumn({ name, column, mask, vault: open })];
  });
  return { table: tableOf({ functionName, rowCount: table.rowCount, entries }), vault: open.close() };
}

const functionName = "maskColumns";

/** Stands in for a missing rng, and says so when chance is needed after all. */
const noChance: Rng = { uint32: refuseChance, uniform: refuseChance, integer: refuseChance };

function refuseChance(): never {
  throw refusal({ code: "wrong-type", functionName, need: 'an rng for "tokenize"', got: "none" });
}

function maskColumn({
  name,
  column,
  mask,
  vault,
}: {
  readonly name: string;
  readonly column: Column;
  readonly mask: Mask;
  readonly vault: OpenVault;
}): Column {
  if (mask.method === "round" && column.type === "number") {
    const values = column.values.map((value) => Math.round(value / mask.to) * mask.to + 0);
    return { type: "number", values, missing: column.missing };
  }
  const maskValue = valueMask({ name, mask, vault });
  const maskedOf = new Map<Cell, number>();
  const codeOf = new Map<string, number>();
  const rowCount = column.type === "text" ? column.codes.length : column.values.length;
  const codes = new Int32Array(rowCount);
  let missing = 0;
  for (let row = 0; row < rowCount; row++) {
    const cell = cellAt(column, row);
    let code = maskedOf.get(cell);
    if (code === undefined) {
      const masked = cell === null ? null : maskValue(cell);
      code = masked === null ? -1 : (codeOf.get(masked) ?? codeOf.size);
      if (masked !== null) codeOf.set(masked, code);
      maskedOf.set(cell, code);
    }
    if (code < 0) missing++;
    codes[row] = code;
  }
  return { type: "text", codes, dictionary: [...codeOf.keys()], missing };
}

type Value = Exclude<Cell, null>;

function valueMask({
  name,
  mask,
  vault,
}: {
  readonly name: string;
  readonly mask: Mask;
  readonly vault: OpenVault;
}): (value: Value) => string | null {
  switch (mask.method) {
    case "hash": {
      const { salt, length = 32 } = mask;
      return (value) => hmacSha256({ key: salt, message: String(value) }).slice(0, length);
    }
    case "tokenize": {
      const { domain = name } = mask;
      return (value) => vault.tokenOf(domain, String(value));
    }
    case "redact": {
      const { replacement = "redacted" } = mask;
      return () => replacement;
    }
    case "partial": {
      const { keepStart = 0, keepEnd = 4, character = "*" } = mask;
      return (value) => maskText({ text: String(value), keepStart, keepEnd, character });
    }
    case "band":
      return "width" in mask
        ? (value) => bandOfWidth({ value: Number(value), width: mask.width })
        : (value) => bandOf({ value: Number(value), edges: mask.edges });
    case "prefix":
      return (value) => [...String(value)].slice(0, mask.length).join("");
    case "date":
      return (value) => cutDate({ name, text: String(value), to: mask.to });
    case "round":
      throw refusal({ code: "wrong-type", functionName, need: `numbers to round in ${shown(name)}`, got: "others" });
  }
}

function cutDate({ name, text, to }: { readonly name: string; readonly text: string; readonly to: string }): string {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:[T ]|$)/.exec(text);
  if (parts === null) {
    const need = `dates such as 2026-11-24 in ${shown(name)}`;
    throw refusal({ code: "bad-expression", functionName, need, got: shown(text), facts: { name } });
  }
  const [, year = "", month = ""] = parts;
  if (to === "year") return year;
  return to === "month" ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}
