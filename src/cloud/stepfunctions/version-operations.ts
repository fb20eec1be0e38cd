import type {
  DeleteStateMachineVersionCommandInput,
  DeleteStateMachineVersionCommandOutput,
  ListStateMachineVersionsCommandInput,
  ListStateMachineVersionsCommandOutput,
  PublishStateMachineVersionCommandInput,
  PublishStateMachineVersionCommandOutput,
} from "@aws-sdk/client-sfn";
import type { Context, Operation } from "#cloud/core/service.ts";
import { aliases, checkType, getMachine, type Machine, machines, type Version, versions } from "./machine.ts";
import { statesPage } from "./page.ts";
import { conflict, invalidArn } from "./refuse.ts";

/** A version of the machine as it is now; the last one again when nothing has changed since. Numbers are never used twice. */
export function publish(
  context: Context,
  { machine, description }: { readonly machine: Machine; readonly description: string | undefined },
): Version {
  const last = versionsOf(context, machine.arn)[0];
  if (last !== undefined && last.revision.id === machine.revision.id) return last;
  const number = machine.versionsMade + 1;
  const version: Version = {
    arn: `${machine.arn}:${number}`,
    machineArn: machine.arn,
    number,
    description,
    createdAt: context.now(),
    revision: machine.revision,
  };
  versions(context).put(version.arn, version);
  machines(context).put(machine.arn, { ...machine, versionsMade: number });
  return version;
}

/** Newest first. */
function versionsOf(context: Context, machineArn: string): readonly Version[] {
  return versions(context)
    .rows()
    .filter((version) => version.machineArn === machineArn)
    .toReversed();
}

export const publishStateMachineVersion: Operation<
  PublishStateMachineVersionCommandInput,
  PublishStateMachineVersionCommandOutput
> = (context, input) => {
  const machine = getMachine(context, input.stateMachineArn ?? "");
  const { revisionId, description } = input;
  if (revisionId !== undefined && revisionId !== machine.revision.id) {
    throw conflict(
      `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${machine.revision.id}.`,
    );
  }
  const { arn, createdAt } = publish(context, { machine, description });
  return { stateMachineVersionArn: arn, creationDate: new Date(createdAt) };
};

export const listStateMachineVersions: Operation<
  ListStateMachineVersionsCommandInput,
  ListStateMachineVersionsCommandOutput
> = (context, input) => {
  const arn = input.stateMachineArn ?? "";
  checkType(arn, "stateMachine");
  const { items, rest } = statesPage({ items: versionsOf(context, arn), keyOf: (version) => version.arn, input });
  return {
    stateMachineVersions: items.map((version) => ({
      stateMachineVersionArn: version.arn,
      creationDate: new Date(version.createdAt),
    })),
    ...rest,
  };
};

/** A version that an alias leads to stays. */
export const deleteStateMachineVersion: Operation<
  DeleteStateMachineVersionCommandInput,
  DeleteStateMachineVersionCommandOutput
> = (context, input) => {
  const arn = input.stateMachineVersionArn ?? "";
  const { parts } = checkType(arn, "stateMachine");
  if (!/^\d+$/.test(parts[1] ?? "")) throw invalidArn(`State machine version ARN expected: ${arn}`);
  const users = aliases(context)
    .rows()
    .filter(({ routes }) => routes.some(({ versionArn }) => versionArn === arn));
  if (users.length > 0) {
    const names = users.map((alias) => alias.arn).join(", ");
    throw conflict(
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
    );
  }
  versions(context).delete(arn);
  return {};
};
