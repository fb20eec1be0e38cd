import ts from "typescript";
import { rootDirectory } from "../vite/bundle-realm.ts";
import type { LabFolder } from "./lab-folder.ts";
import type { Problem } from "./problem.ts";

const typesWrong = "// types: wrong";

/** All TypeScript of the labs type-checks against the doors; a mistake may say in line 2 that it does not. One program for all labs. */
export function checkTypes(folders: readonly LabFolder[]): readonly Problem[] {
  const { config } = ts.readConfigFile(`${rootDirectory}labs/tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: [] },
    ts.sys,
    `${rootDirectory}labs`,
  );
  const learnerFiles = new Map<string, string>();
  const roots: string[] = [
    `${rootDirectory}src/lab/doors/data-files.d.ts`,
    `${rootDirectory}src/lab/doors/globals.d.ts`,
  ];
  for (const { id, directory, mistakes } of folders) {
    for (const file of ["lab.ts", "checks.ts", "hidden.ts", "starter.ts", "solution.ts"]) {
      learnerFiles.set(`${directory}/${file}`, `labs/${id}/${file}`);
    }
    for (const { name } of mistakes)
      learnerFiles.set(`${directory}/mistakes/${name}.ts`, `labs/${id}/mistakes/${name}.ts`);
  }
  roots.push(...learnerFiles.keys());
  const program = ts.createProgram(roots, options);
  const problems: Problem[] = [];
  for (const [path, file] of learnerFiles) {
    const source = program.getSourceFile(path);
    if (source === undefined) continue;
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    const mayBeWrong = file.includes("/mistakes/") && source.text.split("\n")[1]?.trim() === typesWrong;
    if (mayBeWrong && found.length === 0) {
      problems.push({ file, what: `says "${typesWrong}" and has no type error`, remedy: "take line 2 out" });
    }
    if (mayBeWrong) continue;
    for (const { start, messageText } of found) {
      const { line } = source.getLineAndCharacterOfPosition(start ?? 0);
      const remedy = file.includes("/mistakes/")
        ? `mend it, or write "${typesWrong}" as line 2 if it is part of the mistake`
        : "mend it";
      problems.push({ file: `${file}:${line + 1}`, what: ts.flattenDiagnosticMessageText(messageText, " "), remedy });
    }
  }
  return problems;
}
