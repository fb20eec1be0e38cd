/** A finding about a definition, as ValidateStateMachineDefinition tells it. */
export type Diagnostic = {
  readonly severity: "ERROR" | "WARNING";
  readonly code: string;
  readonly message: string;
  /** Such as `/States/Train/Retry[0]`; a finding about the whole has none. */
  readonly location?: string;
};

export type Report = (finding: { readonly code?: string; readonly message: string; readonly at?: string }) => void;

/** Diagnostics in the words of CreateStateMachine's InvalidDefinition. */
export function definitionErrorText(diagnostics: readonly Diagnostic[]): string {
  const told = diagnostics
    .filter(({ severity }) => severity === "ERROR")
    .map(({ code, message, location }) => `${code}: ${message}${location === undefined ? "" : ` at ${location}`}`);
  return `Invalid State Machine Definition: '${told.join(", ")}'`;
}
