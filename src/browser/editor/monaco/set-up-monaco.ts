import { onAppearance } from "#browser/appearance/on-appearance.ts";
import { compilerOptions } from "../compiler-options.ts";
import type { DoorTypes } from "../fetch-door-types.ts";
import { sharedLibraries } from "../type-libraries.ts";
import { editor, typescriptDefaults } from "./monaco-parts.ts";
import { monacoTheme } from "./monaco-theme.ts";
import { startWorkers } from "./start-workers.ts";

let isSetUp = false;

/** What all Monaco editors of a page share: workers, TypeScript's options, the doors' types, the theme. */
export function setUpMonaco(doorTypes: DoorTypes): void {
  if (isSetUp) return;
  isSetUp = true;
  startWorkers();
  typescriptDefaults.setCompilerOptions({ ...compilerOptions, lib: [...compilerOptions.lib] });
  typescriptDefaults.setDiagnosticsOptions({
    noSemanticValidation: false,
    noSyntaxValidation: false,
    noSuggestionDiagnostics: true,
  });
  typescriptDefaults.setModeConfiguration({
    completionItems: true,
    hovers: true,
    diagnostics: true,
    signatureHelp: true,
    onTypeFormattingEdits: true,
  });
  typescriptDefaults.setExtraLibs([...sharedLibraries(doorTypes)]);
  const applyTheme = () => {
    editor.defineTheme("siklus", monacoTheme());
    editor.setTheme("siklus");
  };
  applyTheme();
  onAppearance(applyTheme);
}
