import { AwsError } from "./aws-error.ts";
import { violationsOf } from "./constraints.ts";
import { operationNamed, type ServiceModel } from "./service-model.ts";

/** Throws what AWS's front door throws for an input that breaks the model, all violations in one message. */
export function validateInput({
  model,
  operation,
  input,
}: {
  readonly model: ServiceModel;
  readonly operation: string;
  readonly input: object;
}): void {
  const shape = operationNamed(model, operation).input;
  if (shape === undefined || model.about.service === "s3") return; // S3 answers for each member in its own words
  const { mistyped, violations } = violationsOf({ model, shape, value: input });
  if (mistyped !== undefined) throw new AwsError("SerializationException", mistyped, { status: 400 });
  if (violations.length === 0) return;
  const count = violations.length === 1 ? "1 validation error" : `${violations.length} validation errors`;
  throw new AwsError(
    VALIDATION_CODES[model.about.service] ?? "ValidationException",
    `${count} detected: ${violations.join("; ")}`,
    {
      status: 400,
    },
  );
}

/** Services whose front door uses another name. */
const VALIDATION_CODES: Readonly<Record<string, string>> = {
  iam: "ValidationError",
  sts: "ValidationError",
  cloudwatch: "ValidationError",
  logs: "InvalidParameterException",
  "sagemaker-runtime": "ValidationError",
  "sagemaker-featurestore-runtime": "ValidationError",
};

/** What is wrong with an answer of ours, by the same model; none when it is what AWS could have answered. */
function problemsOfAnswer({
  model,
  operation,
  output,
}: {
  readonly model: ServiceModel;
  readonly operation: string;
  readonly output: object;
}): readonly string[] {
  const shape = operationNamed(model, operation).output;
  if (shape === undefined) {
    const given = Object.keys(output);
    return given.length > 0 ? [`${operation} has no output, got ${given.join(", ")}`] : [];
  }
  const { mistyped, violations, unknown } = violationsOf({ model, shape, value: output });
  return [
    ...(mistyped === undefined ? [] : [mistyped]),
    ...violations,
    ...unknown.map((name) => `${name} is no member`),
  ];
}

/** Throws a plain Error, which is a mistake of ours and no answer of AWS. */
export function refuseWrongAnswer(answer: {
  readonly model: ServiceModel;
  readonly operation: string;
  readonly output: object;
}): void {
  const problems = problemsOfAnswer(answer);
  if (problems.length === 0) return;
  throw new Error(
    `${answer.model.about.service} ${answer.operation} answered what its model forbids: ${problems.join("; ")}`,
  );
}
