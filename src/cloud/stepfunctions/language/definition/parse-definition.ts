import type { Json } from "../json.ts";
import { checkMachine } from "./check-machine.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { StateMachine } from "./machine.ts";

export type ParsedDefinition =
  | { readonly status: "valid"; readonly machine: StateMachine; readonly diagnostics: readonly Diagnostic[] }
  | { readonly status: "invalid"; readonly diagnostics: readonly Diagnostic[] };

/** Reads and checks the text of a definition. What passes runs; what is refused is told in words, with its place. */
export function parseDefinition(text: string): ParsedDefinition {
  let value: Json;
  try {
    value = JSON.parse(text) as Json; // JSON.parse gives nothing but JSON
  } catch (problem) {
    return refused({
      code: "INVALID_JSON_DESCRIPTION",
      message: problem instanceof Error ? problem.message : String(problem),
    });
  }
  if (nestsDeeperThan(value, deepest)) {
    return refused({ code: "SCHEMA_VALIDATION_FAILED", message: `The definition nests deeper than ${deepest} levels` });
  }
  const diagnostics = checkMachine(value);
  if (diagnostics.some(({ severity }) => severity === "ERROR")) return { status: "invalid", diagnostics };
  return { status: "valid", machine: value as unknown as StateMachine, diagnostics }; // checked just now
}

function refused({ code, message }: { readonly code: string; readonly message: string }): ParsedDefinition {
  return { status: "invalid", diagnostics: [{ severity: "ERROR", code, message }] };
}

const deepest = 200;

/** Level by level, so that no depth can exhaust the call stack. */
function nestsDeeperThan(value: Json, levels: number): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((each): readonly Json[] =>
      typeof each === "object" && each !== null ? Object.values(each) : [],
    );
  }
  return false;
}
