import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { TokenVault } from "./mask-token-vault.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * Puts the values back in place of their tokens: the way back that only the holder of the vault has.
 *
 * The values come back as text, whatever type the column had, because a token stands for what was written. O(rows + tokens).
 *
 * @param table   n rows with tokens in `column`
 * @param column  the column that holds tokens
 * @param vault   as `maskColumns` returned it
 * @param domain  the domain of the tokens; default: the column's name
 * @throws {EngineError} "unknown-column", "unknown-category" for a token that the vault does not know, "wrong-type"
 * @example
 * const masked = maskColumns({ table: fromColumns({ id: ["ani", "budi"] }), masks: { id: { method: "tokenize" } }, rng: createRng(1) });
 * rows(detokenize({ ...masked, column: "id" })) // => [{ id: "ani" }, { id: "budi" }]
 */
export function detokenize(options: {
  readonly table: Table;
  readonly column: string;
  readonly vault: TokenVault;
  readonly domain?: string;
}): Table {
  const functionName = "detokenize";
  const {
    table,
    column,
    vault,
    domain = column,
  } = requireOptions(functionName, options, ["table", "column", "vault", "domain"]);
  requireTable(functionName, table);
  requireNames({ functionName, table, names: [column], argument: "column" });
  requireFitted({ functionName, fitted: vault, kinds: { "token-vault": 1 } });
  const found = columnOf(table, column);
  if (found.type !== "text") {
    throw refusal({ code: "wrong-type", functionName, need: `tokens in ${shown(column)}`, got: found.type });
  }
  const pairs = vault.domains.find(({ name }) => name === domain)?.pairs ?? [];
  const knownValues = new Map(pairs.map(([value, token]) => [token, value]));
  const used = new Set(found.codes);
  const dictionary = found.dictionary.map((token, code) => {
    const value = knownValues.get(token);
    if (value !== undefined || !used.has(code)) return value ?? token;
    const need = `tokens of the domain ${shown(domain)} in ${shown(column)}`;
    throw refusal({ code: "unknown-category", functionName, need, got: shown(token), facts: { column } });
  });
  const entries = table.names.map(
    (name) => [name, name === column ? { ...found, dictionary } : columnOf(table, name)] as const,
  );
  return tableOf({ functionName, rowCount: table.rowCount, entries });
}
