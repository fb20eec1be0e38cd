/** A state came to grief by the rules of the language: the error has a name that Retry and Catch can match. */
export class StateFailure extends Error {
  readonly error: string;
  /** Where the failing JSONata expression stands, such as `Output/total`; only failed queries have one. */
  readonly location: string | undefined;

  constructor({
    error,
    cause,
    location,
  }: { readonly error: string; readonly cause: string; readonly location?: string }) {
    super(cause);
    this.name = "StateFailure";
    this.error = error;
    this.location = location;
  }
}

export function runtimeFailure(cause: string): StateFailure {
  return new StateFailure({ error: "States.Runtime", cause });
}

export function intrinsicFailure({ call, cause }: { readonly call: string; readonly cause: string }): StateFailure {
  return new StateFailure({
    error: "States.IntrinsicFailure",
    cause: `The function '${call}' had the following error: ${cause}`,
  });
}

export function queryFailure({ location, cause }: { readonly location: string; readonly cause: string }): StateFailure {
  return new StateFailure({ error: "States.QueryEvaluationError", cause, location });
}
