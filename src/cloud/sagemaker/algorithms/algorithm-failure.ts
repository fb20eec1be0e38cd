/** Why a container ended: the learner's mistake (ClientError) or the algorithm's own (AlgorithmError), as FailureReason begins. */
export class AlgorithmFailure extends Error {
  readonly kind: "ClientError" | "AlgorithmError";

  constructor(kind: "ClientError" | "AlgorithmError", message: string) {
    super(message);
    this.name = "AlgorithmFailure";
    this.kind = kind;
  }
}
