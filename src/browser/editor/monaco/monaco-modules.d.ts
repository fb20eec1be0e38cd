declare module "monaco-editor/editor/editor.worker";
declare module "monaco-editor/languages/features/typescript/ts.worker" {
  type TsDiagnostic = { readonly start?: number; readonly messageText: string | { readonly messageText: string } };
  /** Monaco's TypeScript as it runs in the worker: a language service over models and libraries. */
  export class TypeScriptWorker {
    constructor(context: unknown, data: unknown);
    getSyntacticDiagnostics(file: string): Promise<readonly TsDiagnostic[]>;
    getSemanticDiagnostics(file: string): Promise<readonly TsDiagnostic[]>;
  }
}
