import type {
  CreateStateMachineAliasCommandInput,
  CreateStateMachineAliasCommandOutput,
  DeleteStateMachineAliasCommandInput,
  DeleteStateMachineAliasCommandOutput,
  DescribeStateMachineAliasCommandInput,
  DescribeStateMachineAliasCommandOutput,
  ListStateMachineAliasesCommandInput,
  ListStateMachineAliasesCommandOutput,
  RoutingConfigurationListItem,
  UpdateStateMachineAliasCommandInput,
  UpdateStateMachineAliasCommandOutput,
} from "@aws-sdk/client-sfn";
import type { Context, Operation } from "#cloud/core/service.ts";
import { type Alias, aliases, checkType, getMachine, versions } from "./machine.ts";
import { statesPage } from "./page.ts";
import { conflict, noSuchResource, unfit } from "./refuse.ts";

export const createStateMachineAlias: Operation<
  CreateStateMachineAliasCommandInput,
  CreateStateMachineAliasCommandOutput
> = (context, input) => {
  const routes = checkedRoutes(context, input.routingConfiguration);
  const machineArn = machineOf(routes);
  const name = input.name ?? "";
  const arn = `${machineArn}:${name}`;
  const there = aliases(context).find(arn);
  if (there !== undefined) {
    const isSame = there.description === input.description && JSON.stringify(there.routes) === JSON.stringify(routes);
    if (!isSame)
      throw conflict(
        "Failed to create alias because an alias with the same name and a different routing configuration already exists.",
      );
    return { stateMachineAliasArn: arn, creationDate: new Date(there.createdAt) };
  }
  const now = context.now();
  const { description } = input;
  aliases(context).put(arn, { arn, name, machineArn, description, routes, createdAt: now, updatedAt: now });
  return { stateMachineAliasArn: arn, creationDate: new Date(now) };
};

export const describeStateMachineAlias: Operation<
  DescribeStateMachineAliasCommandInput,
  DescribeStateMachineAliasCommandOutput
> = (context, input) => {
  const { arn, name, description, routes, createdAt, updatedAt } = getAlias(context, input.stateMachineAliasArn);
  return {
    stateMachineAliasArn: arn,
    name,
    ...(description === undefined ? {} : { description }),
    routingConfiguration: routes.map(({ versionArn, weight }) => ({ stateMachineVersionArn: versionArn, weight })),
    creationDate: new Date(createdAt),
    updateDate: new Date(updatedAt),
  };
};

export const updateStateMachineAlias: Operation<
  UpdateStateMachineAliasCommandInput,
  UpdateStateMachineAliasCommandOutput
> = (context, input) => {
  const alias = getAlias(context, input.stateMachineAliasArn);
  const routes =
    input.routingConfiguration === undefined ? alias.routes : checkedRoutes(context, input.routingConfiguration);
  if (machineOf(routes) !== alias.machineArn) throw otherMachine();
  const now = context.now();
  const description = input.description ?? alias.description;
  aliases(context).put(alias.arn, { ...alias, description, routes, updatedAt: now });
  return { updateDate: new Date(now) };
};

export const listStateMachineAliases: Operation<
  ListStateMachineAliasesCommandInput,
  ListStateMachineAliasesCommandOutput
> = (context, input) => {
  const arn = input.stateMachineArn ?? "";
  const isVersion = checkType(arn, "stateMachine").parts.length > 1;
  if (!isVersion) getMachine(context, arn);
  const items = aliases(context)
    .rows()
    .filter(({ machineArn, routes }) =>
      isVersion ? routes.some(({ versionArn }) => versionArn === arn) : machineArn === arn,
    );
  const { items: page, rest } = statesPage({ items, keyOf: (alias) => alias.arn, input });
  return {
    stateMachineAliases: page.map((alias) => ({
      stateMachineAliasArn: alias.arn,
      creationDate: new Date(alias.createdAt),
    })),
    ...rest,
  };
};

export const deleteStateMachineAlias: Operation<
  DeleteStateMachineAliasCommandInput,
  DeleteStateMachineAliasCommandOutput
> = (context, input) => {
  const { arn } = getAlias(context, input.stateMachineAliasArn);
  aliases(context).delete(arn);
  return {};
};

function getAlias(context: Context, arn = ""): Alias {
  checkType(arn, "stateMachine");
  const alias = aliases(context).find(arn);
  if (alias === undefined) throw noSuchResource(arn);
  return alias;
}

/** One version, or two of the same machine, whose weights are 100 together. */
function checkedRoutes(context: Context, list: readonly RoutingConfigurationListItem[] | undefined): Alias["routes"] {
  const routes = (list ?? []).map(({ stateMachineVersionArn: versionArn = "", weight = 0 }) => ({
    versionArn,
    weight,
  }));
  if (routes.reduce((sum, { weight }) => sum + weight, 0) !== 100) {
    throw unfit("Sum of routing configuration weights must equal 100.", "INVALID_ROUTING_CONFIGURATION");
  }
  for (const { versionArn } of routes) if (!versions(context).has(versionArn)) throw noSuchResource(versionArn);
  if (new Set(routes.map(({ versionArn }) => versionArn)).size < routes.length) {
    throw unfit(
      "Routing configuration must contain different state machine versions.",
      "INVALID_ROUTING_CONFIGURATION",
    );
  }
  if (routes.some(({ versionArn }) => versionArn.slice(0, versionArn.lastIndexOf(":")) !== machineOf(routes))) {
    throw otherMachine();
  }
  return routes;
}

const otherMachine = () =>
  unfit("Routing configuration must contain versions of the same state machine.", "INVALID_ROUTING_CONFIGURATION");

function machineOf(routes: Alias["routes"]): string {
  const [first] = routes;
  return first === undefined ? "" : first.versionArn.slice(0, first.versionArn.lastIndexOf(":"));
}
