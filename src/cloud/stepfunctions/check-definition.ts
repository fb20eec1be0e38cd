import type {
  ValidateStateMachineDefinitionCommandInput,
  ValidateStateMachineDefinitionCommandOutput,
} from "@aws-sdk/client-sfn";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Operation } from "#cloud/core/service.ts";
import { type Diagnostic, definitionErrorText } from "./language/definition/diagnostic.ts";
import type { StateMachine } from "./language/definition/machine.ts";
import { parseDefinition } from "./language/definition/parse-definition.ts";
import { fieldOf, isList, isObject, type Json } from "./language/json.ts";
import { integrationOf } from "./language/run/integration-of.ts";

type Type = "STANDARD" | "EXPRESS";

/** The machine that a definition makes; throws InvalidDefinition with all that is wrong. */
export function checkDefinition({
  definition,
  type,
}: {
  readonly definition: string;
  readonly type: Type;
}): StateMachine {
  const { diagnostics, machine } = judge({ definition, type });
  if (machine === undefined) throw new AwsError("InvalidDefinition", definitionErrorText(diagnostics));
  return machine;
}

function judge({ definition, type }: { readonly definition: string; readonly type: Type }): {
  readonly diagnostics: readonly Diagnostic[];
  readonly machine: StateMachine | undefined;
} {
  const parsed = parseDefinition(definition);
  if (parsed.status === "invalid") return { diagnostics: parsed.diagnostics, machine: undefined };
  const unfit = type === "EXPRESS" ? tooLongForExpress(JSON.parse(definition) as Json) : []; // it has been parsed
  const diagnostics = [...parsed.diagnostics, ...unfit];
  return { diagnostics, machine: unfit.length > 0 ? undefined : parsed.machine };
}

/** Express machines wait for nobody: no job, no token, no activity, no distributed Map. */
function tooLongForExpress(value: Json, at = ""): readonly Diagnostic[] {
  if (isList(value)) return value.flatMap((item, index) => tooLongForExpress(item, `${at}[${index}]`));
  if (!isObject(value)) return [];
  const found = Object.entries(value).flatMap(([name, part]) => tooLongForExpress(part, `${at}/${name}`));
  const refuse = (what: string, field: string): readonly Diagnostic[] => [
    ...found,
    {
      severity: "ERROR",
      code: "SCHEMA_VALIDATION_FAILED",
      message: `Express state machine does not support ${what}`,
      location: `${at}/${field}`,
    },
  ];
  const resource = fieldOf(value, "Resource");
  if (fieldOf(value, "Type") === "Task" && typeof resource === "string") {
    const { service, pattern } = integrationOf(resource);
    if (service === "activity") return refuse("'activity' tasks", "Resource");
    if (pattern === "sync") return refuse("'.sync' service integration", "Resource");
    if (pattern === "wait-for-task-token") return refuse("'.waitForTaskToken' service integration", "Resource");
  }
  if (fieldOf(fieldOf(value, "ProcessorConfig"), "Mode") === "DISTRIBUTED")
    return refuse("distributed Map", "ProcessorConfig");
  return found;
}

export const validateStateMachineDefinition: Operation<
  ValidateStateMachineDefinitionCommandInput,
  ValidateStateMachineDefinitionCommandOutput
> = (_context, { definition = "", type = "STANDARD", severity = "ERROR", maxResults }) => {
  const { diagnostics, machine } = judge({ definition, type });
  const shown = diagnostics.filter((each) => severity === "WARNING" || each.severity === "ERROR");
  const limit = maxResults || 100;
  return {
    result: machine === undefined ? "FAIL" : "OK",
    diagnostics: shown.slice(0, limit),
    truncated: shown.length > limit,
  };
};
