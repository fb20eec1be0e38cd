/** Functions of `siklus/data` that take a table and the name of one of its columns, and the type that the column must have. */
const byColumn: Readonly<Record<string, string>> = {
  numbers: "NumberColumn",
  strings: "TextColumn",
  labels: "Column",
  column: "Column",
  countBy: "Column",
};

/**
 * Where the editor knows the columns of a table, the name in `numbers(table, "…")` completes and is checked. The declaration
 * of each such function asks for one of the known names, but takes any text of type `string`: a name worked out at run time.
 */
export function withColumnNames(path: string, text: string): string {
  const [, name = ""] = /^src\/engine\/data\/([\w-]+)\.d\.ts$/.exec(path) ?? [];
  if (name === "table") return text + columnName;
  const declaration =
    /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?export declare function (\w+)\(table: Table, name: string((?:, [\s\S]*?)?)\): ([\s\S]*?);\n/g;
  let changed = false;
  const result = text.replace(
    declaration,
    (whole, doc: string | undefined, fn: string, rest: string, returned: string) => {
      const type = byColumn[fn];
      if (type === undefined) return whole;
      changed = true;
      const known = `import("./table").ColumnName<T, import("./table").${type}>`;
      const name = `(Name | ${known}) & (string extends Name ? string : ${known})`;
      return `${doc ?? ""}export declare function ${fn}<T extends Table, Name extends string>(table: T, name: ${name}${rest}): ${returned};\n`;
    },
  );
  return changed ? result : text;
}

const columnName = `
/** The names of a table's columns of some type; any text where the columns are not known. */
export type ColumnName<T extends Table, Wanted extends Column = Column> = string extends keyof T["columns"]
  ? string
  : { [Name in keyof T["columns"] & string]: T["columns"][Name] extends Wanted ? Name : never }[keyof T["columns"] & string];
`;
