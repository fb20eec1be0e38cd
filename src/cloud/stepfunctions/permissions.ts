import type { AnyPermissions, Context } from "#cloud/core/service.ts";
import type { operations } from "./operations.ts";

type Named = Readonly<Record<string, unknown>>;

/** The member that names what an operation is about; what names nothing is asked on all. */
const RESOURCE_MEMBERS = [
  "stateMachineVersionArn",
  "stateMachineAliasArn",
  "stateMachineArn",
  "executionArn",
  "mapRunArn",
  "activityArn",
  "resourceArn",
] as const;

/** By the service authorization reference of Step Functions; answers by token are asked on all resources. */
export function permissionsFor(names: readonly (keyof typeof operations)[]): Readonly<Record<string, AnyPermissions>> {
  return Object.fromEntries(
    names.map((operation) => [
      operation,
      (context: Context, input: Named) => [
        { action: `states:${operation}`, resources: [resourceOf(context, operation, input)] },
        ...(input["publish"] === true
          ? [{ action: "states:PublishStateMachineVersion", resources: [resourceOf(context, operation, input)] }]
          : []),
      ],
    ]),
  );
}

function resourceOf(context: Context, operation: string, input: Named): string {
  if (operation === "CreateStateMachine") return context.arn(`stateMachine:${String(input["name"])}`);
  if (operation === "CreateActivity") return context.arn(`activity:${String(input["name"])}`);
  if (operation === "CreateStateMachineAlias") return aliasMachine(input);
  for (const member of RESOURCE_MEMBERS) {
    const arn = input[member];
    if (typeof arn === "string") return arn;
  }
  return "*";
}

function aliasMachine({ routingConfiguration }: Named): string {
  const [first] = routingConfiguration as readonly { readonly stateMachineVersionArn: string }[]; // validated by the model
  const arn = first?.stateMachineVersionArn ?? "*";
  return arn.replace(/:\d+$/, "");
}
