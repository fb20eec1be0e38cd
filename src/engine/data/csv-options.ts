import { EngineError } from "#engine/core/errors.ts";
import type { Column } from "./table.ts";

/** What a CSV file looks like and how its cells become values. Every option has a default that fits most files. */
export type CsvOptions = {
  /** The one ASCII character between cells, e.g. `";"` or `"\t"`. Default `","`. */
  readonly delimiter?: string;
  /**
   * `true` (default): the first line names the columns. `false`: there is no such line and the columns are called
   * `column1`, `column2` … A list: there is no such line and these are the names.
   */
  readonly header?: boolean | readonly string[];
  /** Types for the columns named here instead of inferred ones: `{ phone: "text" }`. */
  readonly columns?: Readonly<Record<string, Column["type"]>>;
  /** Cells that mean "missing" beside the empty one: `["NA", "?"]`. Compared exactly. Default none. */
  readonly missing?: readonly string[];
};

export type CsvReaderOptions = CsvOptions & {
  /** `"throw"` (default): the first bad row ends the reading. `"collect"`: bad rows are left out and listed in `badRows()`. */
  readonly onBadRow?: "throw" | "collect";
};

/** The byte of the delimiter. Quotes, line breaks and non-ASCII characters cannot part cells. */
export function delimiterByte(delimiter: string, caller: string): number {
  const byte = delimiter.charCodeAt(0);
  if (delimiter.length !== 1 || byte > 127 || delimiter === '"' || delimiter === "\n" || delimiter === "\r") {
    const message = `${caller} requires a delimiter of one ASCII character, no quote or line break, got ${JSON.stringify(delimiter)}`;
    throw new EngineError("out-of-range", message, { function: caller, delimiter });
  }
  return byte;
}
