import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context } from "#cloud/core/service.ts";
import type { ServiceModel } from "#cloud/core/service-model.ts";
import { loadModel } from "#cloud/models/load-model.ts";
import type { Json } from "../language/json.ts";
import { type Called, hasModel } from "./integrations.ts";
import { toInput, UnknownField } from "./to-input.ts";
import { toOutput } from "./to-output.ts";

export type Answered =
  | { readonly status: "answered"; readonly output: Json }
  | { readonly status: "failed"; readonly error: string; readonly cause: string };

/** Calls an operation as the machine's role, with the parameters of a state, and words its answer or its error as states get them. */
export async function callService(
  context: Context,
  { called, parameters, roleArn }: { readonly called: Called; readonly parameters: Json; readonly roleArn: string },
): Promise<Answered> {
  const { service, operation, times } = called;
  const model = hasModel(service) ? await loadModel(service) : undefined;
  const known =
    model !== undefined && Object.hasOwn(model.operations, operation) ? model.operations[operation] : undefined;
  try {
    const shape = known?.input;
    const input =
      model === undefined || shape === undefined ? parameters : toInput({ model, shape, value: parameters });
    const output = await context.call<object>({
      service,
      operation,
      input: typeof input === "object" && input !== null ? input : {},
      as: { roleArn, service: "states.amazonaws.com" },
    });
    if (model === undefined || known?.output === undefined) return { status: "answered", output: {} };
    return { status: "answered", output: toOutput({ model, shape: known.output, value: output, times }) };
  } catch (problem) {
    if (problem instanceof UnknownField) {
      const cause = `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${problem.message}]`;
      return { status: "failed", error: "States.Runtime", cause };
    }
    if (problem instanceof AwsError)
      return failure({ called, problem, model, named: known?.errors ?? [], requestId: context.requestId });
    throw problem;
  }
}

/** Errors are named as the SDK for Java names its exceptions: those that the operation lists by their shapes, the rest by the service. */
function failure({
  called,
  problem,
  model,
  named,
  requestId,
}: {
  readonly called: Called;
  readonly problem: AwsError;
  readonly model: ServiceModel | undefined;
  /** The errors that the operation's model lists. */
  readonly named: readonly string[];
  readonly requestId: string;
}): Answered {
  const { code, message } = problem;
  const shape = model !== undefined && Object.hasOwn(model.shapes, code) ? model.shapes[code] : undefined;
  const isNamed = named.includes(code) || code === "UnknownOperationException";
  const error = isNamed ? `${called.errorPrefix}.${exceptionName(code)}` : called.plainError;
  const status = shape?.error?.httpStatusCode ?? problem.status ?? 400;
  const cause = `${message} (Service: ${called.errorPrefix}, Status Code: ${status}, Request ID: ${requestId})`;
  return { status: "failed", error, cause };
}

function exceptionName(code: string): string {
  return code.endsWith("Exception") ? code : `${code.replace(/(?:Fault|Error)$/, "")}Exception`;
}
