import { doorSource, isDoorName } from "#contract/doors.ts";
import type { ColumnType, DataTypes } from "./editor.ts";
import type { DoorTypes } from "./fetch-door-types.ts";

export type TypeLibrary = { readonly filePath: string; readonly content: string };

const root = "file:///";

/** Where the code of a lab stands for TypeScript: each lab sees its own doors and data and no other lab's. */
export function labModulePath(labId: string): string {
  return `${root}labs/${labId}/lab.ts`;
}

/** What all labs share: the engine's declarations, by path below the root, and what code finds without import. */
export function sharedLibraries(doorTypes: DoorTypes): readonly TypeLibrary[] {
  const files = Object.entries(doorTypes).map(([path, content]) => ({ filePath: root + path, content }));
  return [...files, { filePath: `${root}globals.d.ts`, content: globals }];
}

/** The doors and data files that one lab may import, as packages beside its code. */
export function labLibraries({
  labId,
  doors,
  dataTypes,
}: {
  readonly labId: string;
  readonly doors: readonly string[];
  readonly dataTypes: DataTypes;
}): readonly TypeLibrary[] {
  const packages = `${root}labs/${labId}/node_modules/`;
  const up = "../".repeat(packages.slice(root.length).split("/").length);
  const doorLibraries = doors.flatMap((name) => {
    if (!isDoorName(name)) return [];
    const file = doorSource(name).replace(/\.ts$/, "");
    return [{ filePath: `${packages}siklus/${name}.d.ts`, content: `export * from "${up}${file}";\n` }];
  });
  const dataLibraries = Object.entries(dataTypes).map(([file, columns]) => ({
    filePath: `${packages}data/${file}.d.ts`,
    content: tableDeclaration(file, columns, `${up}src/engine/data/table`),
  }));
  return [...doorLibraries, ...dataLibraries];
}

const columnTypes: Readonly<Record<ColumnType, string>> = {
  number: "NumberColumn",
  text: "TextColumn",
  boolean: "BooleanColumn",
};

function tableDeclaration(file: string, columns: DataTypes[string], tablePath: string): string {
  const fields = columns
    .map(({ name, type }) => `    readonly ${JSON.stringify(name)}: ${columnTypes[type]};`)
    .join("\n");
  const list = columns.map(({ name, type }) => ` * - \`${name.replaceAll("*/", "")}\`: ${type}`).join("\n");
  return `import type { NumberColumn, TextColumn, BooleanColumn } from "${tablePath}";
/**
 * The rows of ${file}. Columns:
${list}
 */
declare const table: {
  readonly rowCount: number;
  readonly names: readonly string[];
  readonly columns: {
${fields}
  };
};
export default table;
`;
}

const globals = `
/** Writes to the console under the editor. */
declare const console: {
  /** Shows values; objects can be opened. */
  log(...values: readonly unknown[]): void;
  info(...values: readonly unknown[]): void;
  debug(...values: readonly unknown[]): void;
  warn(...values: readonly unknown[]): void;
  error(...values: readonly unknown[]): void;
  table(...values: readonly unknown[]): void;
};
`;
