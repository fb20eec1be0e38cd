import { AwsError } from "./aws-error.ts";
import type { ServiceModel } from "./service-model.ts";

/** Errors that no service's model lists because all of them have them; their names and statuses go by protocol. */

/** An operation that this simulator does not have: AWS's own error for it, naming it. */
export function unknownOperation(model: ServiceModel, operation: string): AwsError {
  const { service, apiVersion, protocols } = model.about;
  if (service === "s3") {
    return new AwsError("NotImplemented", `The operation ${operation} of s3 is not implemented here`, { status: 501 });
  }
  if (protocols.includes("query") && protocols.length === 1) {
    return new AwsError("InvalidAction", `Could not find operation ${operation} for version ${apiVersion}`, {
      status: 400,
    });
  }
  const status = protocols.includes("rest-json") ? 404 : 400;
  return new AwsError(
    "UnknownOperationException",
    `The operation ${operation} of ${service} is not part of this simulator`,
    { status },
  );
}

export function accessDenied(model: ServiceModel, message: string): AwsError {
  const { service, protocols } = model.about;
  const isOld = service === "s3" || protocols.includes("query");
  const status = isOld || protocols.includes("rest-json") ? 403 : 400;
  return new AwsError(isOld ? "AccessDenied" : "AccessDeniedException", message, { status });
}

/** For fault ports: what a service says when it is asked too often. */
export function throttled(): AwsError {
  return new AwsError("ThrottlingException", "Rate exceeded", { status: 400 });
}

/** For fault ports: a 500, which SDKs try again. */
export function internalFailure(): AwsError {
  return new AwsError(
    "InternalFailure",
    "The request processing has failed because of an unknown error, exception or failure.",
    {
      status: 500,
    },
  );
}
