import { TypeScriptWorker } from "monaco-editor/languages/features/typescript/ts.worker";
import type { CheckRequest } from "../check-types.ts";
import { diagnosticsOf } from "../diagnostics-of.ts";
import { fetchDoorTypes } from "../fetch-door-types.ts";
import { sharedLibraries, type TypeLibrary } from "../type-libraries.ts";

const speakMonaco = self.onmessage;

/** Monaco's first message is its own; a check request comes to a worker that Monaco does not use. */
self.onmessage = (event: MessageEvent) => {
  if (!isCheckRequest(event.data)) return speakMonaco?.call(self, event);
  const { id, request } = event.data;
  check(request).then(
    (diagnostics) => self.postMessage({ id, diagnostics }),
    (error: unknown) => {
      shared = undefined;
      self.postMessage({ id, problem: String(error) });
    },
  );
};

let shared: Promise<readonly TypeLibrary[]> | undefined;

async function check({ code, file, doorTypesUrl, labLibraries, compilerOptions }: CheckRequest) {
  shared ??= fetchDoorTypes(doorTypesUrl).then(sharedLibraries);
  const libraries = [...(await shared), ...labLibraries];
  const model = { uri: { path: file, toString: () => file }, version: 1, getValue: () => code };
  const extraLibs = Object.fromEntries(libraries.map(({ filePath, content }) => [filePath, { content, version: 1 }]));
  const service = new TypeScriptWorker({ getMirrorModels: () => [model] }, { compilerOptions, extraLibs });
  const found = [await service.getSyntacticDiagnostics(file), await service.getSemanticDiagnostics(file)];
  return diagnosticsOf(code, found.flat());
}

function isCheckRequest(data: unknown): data is { readonly id: number; readonly request: CheckRequest } {
  return typeof data === "object" && data !== null && "request" in data && "id" in data;
}
