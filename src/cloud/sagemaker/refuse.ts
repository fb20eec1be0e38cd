import { AwsError } from "#cloud/core/aws-error.ts";

/** What SageMaker answers when it will not. */
export const refuse = {
  invalid: (message: string): AwsError => new AwsError("ValidationException", message, { status: 400 }),
  inUse: (message: string): AwsError => new AwsError("ResourceInUse", message, { status: 400 }),
  /** Describing what is not there is a validation error on SageMaker. */
  notFound: (): AwsError => new AwsError("ValidationException", "Requested resource not found.", { status: 400 }),
  limit: (message: string): AwsError => new AwsError("ResourceLimitExceeded", message, { status: 400 }),
} as const;
