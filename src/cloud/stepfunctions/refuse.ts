import { AwsError } from "#cloud/core/aws-error.ts";

/** The service's refusals in its own words: what, and the value in quotes. */
export const invalidArn = (why: string): AwsError => new AwsError("InvalidArn", `Invalid Arn: '${why}'`);
export const invalidName = (name: string): AwsError => new AwsError("InvalidName", `Invalid Name: '${name}'`);
export const invalidToken = (): AwsError => new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
export const noSuchMachine = (arn: string): AwsError =>
  new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
export const noSuchExecution = (arn: string): AwsError =>
  new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
export const noSuchActivity = (arn: string): AwsError =>
  new AwsError("ActivityDoesNotExist", `Activity Does Not Exist: '${arn}'`);
export const noSuchResource = (arn: string): AwsError =>
  new AwsError("ResourceNotFound", `Resource not found: '${arn}'`, { fields: { resourceName: arn } });
export const conflict = (message: string): AwsError => new AwsError("ConflictException", message);
export const unfit = (message: string, reason: string): AwsError =>
  new AwsError("ValidationException", message, { fields: { reason } });

/** Names take no white space, brackets, wildcards, control characters, nor the signs that mean something in ARNs and URLs. */
export function checkName(name: string): void {
  if (/[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u.test(name)) throw invalidName(name);
}
