import type { EncryptionConfiguration, LoggingConfiguration, TracingConfiguration } from "@aws-sdk/client-sfn";
import { findArn } from "#cloud/core/arn.ts";
import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import type { Tags } from "#cloud/core/tags.ts";
import { invalidArn, noSuchMachine } from "./refuse.ts";

/** A state machine as it is now; its versions keep what it was. */
export type Machine = {
  readonly arn: string;
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly versionsMade: number;
  readonly tags: Tags;
  readonly revision: Revision;
};

/** What an update changes, and an execution keeps. */
export type Revision = {
  readonly id: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly logging: LoggingConfiguration;
  readonly tracing: TracingConfiguration;
  readonly encryption: EncryptionConfiguration;
};

export type Version = {
  readonly arn: string;
  readonly machineArn: string;
  readonly number: number;
  readonly description: string | undefined;
  readonly createdAt: number;
  readonly revision: Revision;
};

export type Alias = {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly description: string | undefined;
  readonly routes: readonly { readonly versionArn: string; readonly weight: number }[];
  readonly createdAt: number;
  readonly updatedAt: number;
};

export const machines = (context: Context): Table<Machine> => context.table("machines");
export const versions = (context: Context): Table<Version> => context.table("versions");
export const aliases = (context: Context): Table<Alias> => context.table("aliases");

export type StatesArn = { readonly type: string; readonly parts: readonly string[] };

/** Kind and names of a resource of this service: `stateMachine` and `["name", "1"]`. */
export function statesArn(text: string): StatesArn {
  const arn = findArn(text);
  if (arn?.service !== "states" || arn.partition !== "aws") throw invalidArn(`Invalid ARN prefix: ${text}`);
  const [type = "", ...parts] = arn.resource.split(":");
  if (parts.length === 0 || parts.includes("")) throw invalidArn(`Invalid ARN: ${text}`);
  return { type, parts };
}

export function checkType(text: string, ...types: readonly string[]): StatesArn {
  const arn = statesArn(text);
  if (!types.includes(arn.type)) throw invalidArn(`Resource type not valid in this context: ${arn.type}`);
  return arn;
}

/** The machine itself, by an ARN without version or alias. */
export function getMachine(context: Context, arn: string): Machine {
  checkType(arn, "stateMachine");
  const machine = machines(context).find(arn);
  if (machine === undefined) throw noSuchMachine(arn);
  return machine;
}

export type Chosen = {
  readonly machine: Machine;
  readonly revision: Revision;
  readonly version: Version | undefined;
  readonly alias: Alias | undefined;
};

/** What an ARN of a machine, of a version or of an alias means; an alias of two versions draws one by weight. */
export function chooseRevision(context: Context, arn: string): Chosen {
  const { parts } = checkType(arn, "stateMachine");
  const [, qualifier] = parts;
  if (qualifier === undefined) {
    const machine = getMachine(context, arn);
    return { machine, revision: machine.revision, version: undefined, alias: undefined };
  }
  const alias = aliases(context).find(arn);
  const version = versions(context).find(alias === undefined ? arn : drawRoute(context, alias));
  const machine = machines(context).find(arn.slice(0, arn.lastIndexOf(":")));
  if (version === undefined || machine === undefined) throw noSuchMachine(arn);
  return { machine, revision: version.revision, version, alias };
}

function drawRoute({ rng }: Context, { routes }: Alias): string {
  const [first, second] = routes;
  if (second === undefined || rng.integer(100) < (first?.weight ?? 0)) return first?.versionArn ?? "";
  return second.versionArn;
}
