import type {
  CreateStateMachineCommandInput,
  CreateStateMachineCommandOutput,
  DeleteStateMachineCommandInput,
  DeleteStateMachineCommandOutput,
  DescribeStateMachineCommandInput,
  DescribeStateMachineCommandOutput,
  ListStateMachinesCommandInput,
  ListStateMachinesCommandOutput,
  UpdateStateMachineCommandInput,
  UpdateStateMachineCommandOutput,
} from "@aws-sdk/client-sfn";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { checkDefinition } from "./check-definition.ts";
import { executions, forgetExecution } from "./execution.ts";
import { equalJson, type Json } from "./language/json.ts";
import {
  aliases,
  checkType,
  chooseRevision,
  getMachine,
  type Machine,
  machines,
  type Revision,
  versions,
} from "./machine.ts";
import { statesPage } from "./page.ts";
import { checkName } from "./refuse.ts";
import { tagsFrom } from "./tags.ts";
import { tell } from "./tell.ts";
import { publish } from "./version-operations.ts";

/** Making the same machine again answers as the first time; another one of that name is refused. */
export const createStateMachine: Operation<CreateStateMachineCommandInput, CreateStateMachineCommandOutput> = (
  context,
  input,
) => {
  const { name = "", definition = "", roleArn = "", type = "STANDARD" } = input;
  checkName(name);
  checkDefinition({ definition, type });
  checkRole(context, roleArn);
  const arn = context.arn(`stateMachine:${name}`);
  const revision: Revision = { id: "INITIAL", definition, roleArn, ...settingsOf(input) };
  const there = machines(context).find(arn);
  if (there !== undefined && !(there.type === type && isSame(there.revision, { ...revision, id: there.revision.id }))) {
    throw new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
  }
  const now = context.now();
  const made: Machine = {
    arn,
    name,
    type,
    createdAt: now,
    updatedAt: now,
    versionsMade: 0,
    tags: tagsFrom(input.tags),
    revision,
  };
  const machine = there ?? made;
  if (there === undefined) machines(context).put(arn, made);
  const version =
    input.publish === true ? publish(context, { machine, description: input.versionDescription }) : undefined;
  return {
    stateMachineArn: arn,
    creationDate: new Date(machine.createdAt),
    ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
  };
};

export const updateStateMachine: Operation<UpdateStateMachineCommandInput, UpdateStateMachineCommandOutput> = (
  context,
  input,
) => {
  const machine = getMachine(context, input.stateMachineArn ?? "");
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
  const given = [definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration];
  if (given.every((one) => one === undefined) && input.publish !== true) {
    throw new AwsError(
      "MissingRequiredParameter",
      "Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration, or the EncryptionConfiguration must be specified",
    );
  }
  if (definition !== undefined) checkDefinition({ definition, type: machine.type });
  if (roleArn !== undefined) checkRole(context, roleArn);
  const before = machine.revision;
  const revision: Revision = {
    id: context.ids.uuid(),
    definition: definition ?? before.definition,
    roleArn: roleArn ?? before.roleArn,
    logging: loggingConfiguration ?? before.logging,
    tracing: tracingConfiguration ?? before.tracing,
    encryption: encryptionConfiguration ?? before.encryption,
  };
  const updated: Machine = { ...machine, updatedAt: context.now(), revision };
  machines(context).put(machine.arn, updated);
  const version =
    input.publish === true ? publish(context, { machine: updated, description: input.versionDescription }) : undefined;
  return {
    updateDate: new Date(updated.updatedAt),
    revisionId: revision.id,
    ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
  };
};

export const describeStateMachine: Operation<DescribeStateMachineCommandInput, DescribeStateMachineCommandOutput> = (
  context,
  input,
) => {
  const arn = input.stateMachineArn ?? "";
  const { machine, revision, version } = chooseRevision(context, arn);
  return {
    stateMachineArn: arn,
    name: machine.name,
    status: "ACTIVE",
    type: machine.type,
    creationDate: new Date(version?.createdAt ?? machine.createdAt),
    ...(version?.description === undefined ? {} : { description: version.description }),
    ...revisionAnswer(revision),
  };
};

/** What DescribeStateMachine and DescribeStateMachineForExecution tell alike. */
export function revisionAnswer({ id, definition, roleArn, logging, tracing, encryption }: Revision): {
  readonly definition: string;
  readonly roleArn: string;
  readonly loggingConfiguration: Revision["logging"];
  readonly tracingConfiguration: Revision["tracing"];
  readonly encryptionConfiguration: Revision["encryption"];
  readonly revisionId: string;
} {
  return {
    definition,
    roleArn,
    loggingConfiguration: logging,
    tracingConfiguration: tracing,
    encryptionConfiguration: encryption,
    revisionId: id,
  };
}

export const listStateMachines: Operation<ListStateMachinesCommandInput, ListStateMachinesCommandOutput> = (
  context,
  input,
) => {
  const { items, rest } = statesPage({ items: machines(context).rows(), keyOf: ({ arn }) => arn, input });
  return {
    stateMachines: items.map(({ arn, name, type, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: new Date(createdAt),
    })),
    ...rest,
  };
};

/** Its executions are ended, and go with it, as do versions and aliases. A machine that is not there is deleted as well. */
export const deleteStateMachine: Operation<DeleteStateMachineCommandInput, DeleteStateMachineCommandOutput> = async (
  context,
  input,
) => {
  const arn = input.stateMachineArn ?? "";
  checkType(arn, "stateMachine");
  if (!machines(context).delete(arn)) return {};
  for (const table of [versions(context), aliases(context)]) {
    for (const row of table.rows()) if (row.machineArn === arn) table.delete(row.arn);
  }
  for (const { arn: executionArn, run } of executions(context).rows()) {
    if (run.identity.stateMachineArn !== arn) continue;
    await tell(context, { executionArn, happening: { kind: "stop" } });
    const ended = executions(context).find(executionArn);
    if (ended !== undefined) forgetExecution(context, ended);
  }
  return {};
};

/** The caller may hand the role on, and the role lets this service in. */
function checkRole(context: Context, roleArn: string): void {
  try {
    context.passRole({ roleArn, service: "states.amazonaws.com" });
  } catch (problem) {
    if (!(problem instanceof AwsError) || problem.code !== "ValidationException") throw problem;
    throw new AwsError(
      "AccessDeniedException",
      "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.",
      { status: 400 },
    );
  }
}

function settingsOf(input: CreateStateMachineCommandInput): Pick<Revision, "logging" | "tracing" | "encryption"> {
  return {
    logging: input.loggingConfiguration ?? { level: "OFF", includeExecutionData: false },
    tracing: input.tracingConfiguration ?? { enabled: false },
    encryption: input.encryptionConfiguration ?? { type: "AWS_OWNED_KEY" },
  };
}

/** The role is not looked at, as the API has it for a machine made twice. */
function isSame(left: Revision, right: Revision): boolean {
  const plain = (revision: Revision): Json => JSON.parse(JSON.stringify({ ...revision, roleArn: "" })) as Json; // plain data through JSON is JSON
  return equalJson(plain(left), plain(right));
}
