import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { rootDirectory } from "./vite/bundle-realm.ts";

/**
 * `node src/tools/types.ts [folder …]`: each layer under its own tsconfig.json, as `tsc -p` does it, but in one process that reads a file
 * once, and that checks a file in the layer that owns it and not again in every layer that imports it.
 */
const asked = process.argv.slice(2);
const layers = foldersWithTypes().map((folder) => ({ folder, ...readLayer(folder) }));
const chosen = asked.length === 0 ? layers : layers.filter(({ folder }) => asked.includes(folder));
const owned = new Set(layers.flatMap(({ fileNames }) => fileNames));
const sources = new Map<string, ts.SourceFile | undefined>();
let problems = 0;
for (const { folder, fileNames, options, errors } of chosen) {
  const startedAt = performance.now();
  const program = ts.createProgram({ rootNames: fileNames, options, host: sharingHost(options) });
  const own = new Set(fileNames);
  const checked = program
    .getSourceFiles()
    .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && (own.has(fileName) || !owned.has(fileName)))
    .filter((file) => !program.isSourceFileFromExternalLibrary(file));
  const found = ts.sortAndDeduplicateDiagnostics([
    ...errors,
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...checked.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...(options.declaration === true ? program.getDeclarationDiagnostics(file) : []),
    ]),
  ]);
  if (found.length > 0) console.log(ts.formatDiagnostics(found, formatHost()));
  problems += found.length;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`types ${folder}: ${checked.length} files, problems ${found.length}, ${seconds} s`);
}
console.log(`types: ${chosen.length} layers, problems ${problems}`);
process.exitCode = problems > 0 || chosen.length === 0 ? 1 : 0;

/** Every folder below src with a tsconfig.json of its own (src itself is the site, which `astro check` reads), labs and test. */
function foldersWithTypes(): readonly string[] {
  const inSource = readdirSync(`${rootDirectory}src`, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("/tsconfig.json"))
    .map((path) => join("src", dirname(path)));
  return [...inSource.sort(), "labs", "test"];
}

function readLayer(folder: string): ts.ParsedCommandLine {
  const file = join(rootDirectory, folder, "tsconfig.json");
  if (!existsSync(file)) throw new Error(`${folder} has no tsconfig.json: write one that extends the root's`);
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  const layer = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file), undefined, file);
  return error === undefined ? layer : { ...layer, errors: [error, ...layer.errors] };
}

/** Reads and parses a file once for all layers: their options differ in what is known, not in how a file is read. */
function sharingHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, onError) => {
    if (!sources.has(file)) sources.set(file, read(file, version, onError));
    return sources.get(file);
  };
  return host;
}

function formatHost(): ts.FormatDiagnosticsHost {
  return {
    getCurrentDirectory: () => rootDirectory,
    getCanonicalFileName: (file) => file,
    getNewLine: () => "\n",
  };
}
