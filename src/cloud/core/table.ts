/** Records by key, in order of making. Rows are values: to change one, put another in its place. */
export type Table<Row> = {
  readonly find: (key: string) => Row | undefined;
  readonly has: (key: string) => boolean;
  readonly put: (key: string, row: Row) => void;
  /** Puts what `change` makes of the row that is there; nothing when there is none. */
  readonly change: (key: string, change: (row: Row) => Row) => void;
  readonly delete: (key: string) => boolean;
  readonly rows: () => readonly Row[];
  readonly entries: () => readonly (readonly [string, Row])[];
  readonly size: () => number;
};

export function openTable<Row>(tables: Map<string, Map<string, unknown>>, name: string): Table<Row> {
  // A table is opened under one name with one type of row, which its service declares beside it.
  const read = (): Map<string, Row> | undefined => tables.get(name) as Map<string, Row> | undefined;
  const write = (): Map<string, Row> => {
    const there = read();
    if (there !== undefined) return there;
    const made = new Map<string, Row>();
    tables.set(name, made);
    return made;
  };
  return {
    find: (key) => read()?.get(key),
    has: (key) => read()?.has(key) ?? false,
    put: (key, row) => {
      write().set(key, row);
    },
    change: (key, change) => {
      const row = read()?.get(key);
      if (row !== undefined) write().set(key, change(row));
    },
    delete: (key) => read()?.delete(key) ?? false,
    rows: () => [...(read()?.values() ?? [])],
    entries: () => [...(read()?.entries() ?? [])],
    size: () => read()?.size ?? 0,
  };
}
