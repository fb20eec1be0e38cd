import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { compilerOptions } from "#browser/editor/compiler-options.ts";
import { labLibraries, labModulePath, sharedLibraries } from "#browser/editor/type-libraries.ts";
import { declarations } from "#tools/vite/door-types.ts";

const doorTypes = declarations();
const emails = {
  "emails.csv": [
    { name: "free", type: "number" },
    { name: "frequency", type: "number" },
    { name: "sender", type: "text" },
  ],
} as const;

test("the doors' own declarations hold together", () => {
  const { service, paths } = languageService('import "siklus/metrics"; import "siklus/data"; import "siklus/show";');
  const messages = paths
    .flatMap((path) => service.getSemanticDiagnostics(path))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  expect(messages).toEqual([]);
});

test("the columns of a data file complete, by type", () => {
  expect(
    completions('import emails from "data/emails.csv"; import { numbers } from "siklus/data"; numbers(emails, "|")'),
  ).toEqual(["free", "frequency"]);
  expect(
    completions('import emails from "data/emails.csv"; import { strings } from "siklus/data"; strings(emails, "|")'),
  ).toEqual(["sender"]);
});

test("a column that is not there is an error, a name worked out at run time is none", () => {
  const start = 'import emails from "data/emails.csv"; import { numbers, readCsv } from "siklus/data"; ';
  expect(errors(`${start}numbers(emails, "frequencies");`)).toEqual([
    `Argument of type '"frequencies"' is not assignable to parameter of type '"free" | "frequency"'.`,
  ]);
  expect(errors(`${start}numbers(emails, "sender");`)).toHaveLength(1);
  expect(errors(`${start}for (const name of ["free", "frequency"] as const) numbers(emails, name);`)).toEqual([]);
  expect(errors(`${start}numbers(emails, "free");`)).toEqual([]);
  expect(errors(`${start}for (const name of ["free", "sender"]) numbers(emails, name);`)).toEqual([]);
  expect(errors(`${start}numbers(readCsv("a\\n1"), "a");`)).toEqual([]);
});

test("names of the DOM and of Node are unknown, console is known", () => {
  expect(errors('console.log("a", 1); console.table([]);')).toEqual([]);
  expect(errors("document.title;")[0]).toMatch(/^Cannot find name 'document'/);
  expect(errors("process.exit();")).toHaveLength(1);
  expect(errors("await Promise.resolve(1); [1].toSorted();")).toEqual([]);
});

test("a door that the lab does not have cannot be imported", () => {
  const { service } = languageService('import { recall } from "siklus/metrics"; recall;', ["data"]);
  expect(service.getSemanticDiagnostics(labModulePath("07-metrics/spam"))).toHaveLength(1);
});

test("a docstring of the engine shows on hover", () => {
  const code = 'import { rocAuc } from "siklus/metrics"; rocAuc';
  const { service } = languageService(code);
  const info = service.getQuickInfoAtPosition(labModulePath("07-metrics/spam"), code.length - 1);
  expect(ts.displayPartsToString(info?.documentation)).toContain("Area under the ROC curve");
});

function errors(code: string): readonly string[] {
  const { service } = languageService(code);
  const path = labModulePath("07-metrics/spam");
  return [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}

function completions(marked: string): readonly string[] {
  const { service } = languageService(marked.replace("|", ""));
  const found = service.getCompletionsAtPosition(labModulePath("07-metrics/spam"), marked.indexOf("|"), undefined);
  return found?.entries.map((entry) => entry.name).sort() ?? [];
}

/** TypeScript's language service over the same virtual files that the editor's worker has. */
function languageService(code: string, doors: readonly string[] = ["data", "metrics", "show"]) {
  const lab = { labId: "07-metrics/spam", doors, dataTypes: emails };
  const libraries = [...sharedLibraries(doorTypes), ...labLibraries(lab)];
  const files = new Map(libraries.map(({ filePath, content }) => [filePath, content]));
  files.set(labModulePath(lab.labId), code);
  const read = (path: string) =>
    files.get(path) ?? (path.includes("/typescript/lib/lib.") ? readFileSync(path, "utf8") : undefined);
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({ ...compilerOptions, ignoreDeprecations: "6.0", types: [] }),
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => "",
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => read(path) !== undefined,
    readFile: read,
  };
  return { service: ts.createLanguageService(host), paths: [...files.keys()] };
}
