import { nameInArn } from "#cloud/core/arn.ts";
import { AwsError } from "#cloud/core/aws-error.ts";
import { type Principal, principalArn } from "#cloud/core/principal.ts";
import type { AssumeRole, Context, Guard, Permission } from "#cloud/core/service.ts";
import { documentOf, type Entity, policyTexts, type Role, roles, users } from "./entities.ts";
import { type Asked, type Decision, decide, evaluate, statementsOf } from "./policy/evaluate.ts";
import type { RequestKeys } from "./policy/holds-condition.ts";
import type { Principals, Statement } from "./policy/parse-policy.ts";

export const guard: Guard = {
  denialOf: (context, { principal, permission, region }) => {
    for (const resource of permission.resources) {
      const denial = denialFor(context, { principal, permission, resource, region });
      if (denial !== undefined) return denial;
    }
    return undefined;
  },
  roleFor: (context, { roleArn, service, sessionName }) => {
    const role = roles(context)
      .rows()
      .find(({ arn }) => arn === roleArn);
    if (role === undefined) return undefined;
    const asked = {
      action: "sts:AssumeRole",
      resource: roleArn,
      keys: new Map([["aws:sourceaccount", [context.accountId]]]),
    };
    const speaking = statementsOf(role.trust).filter(({ principals }) => namesService(principals, service));
    if (decide(speaking, asked) !== "allowed") return undefined;
    const { name, id, path } = role;
    return {
      kind: "role",
      roleName: name,
      roleId: id,
      path,
      sessionName,
      sessionPolicies: [],
      sessionTags: {},
      service,
    };
  },
  assume,
};

/** A user or a role takes a role on: its trust policy has to name the caller, or the account and the caller's own policies allow it. */
function assume(
  context: Context,
  request: AssumeRole & { readonly caller: Principal; readonly region: string },
): Principal {
  const { caller, roleArn, sessionTags } = request;
  const role = roles(context)
    .rows()
    .find(({ arn }) => arn === roleArn);
  const actions = Object.keys(sessionTags).length > 0 ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"];
  for (const action of actions) {
    const isTrusted = role !== undefined && trusts(context, { request, role, action });
    if (isTrusted) continue;
    const who = principalArn(caller, context.accountId);
    throw new AwsError("AccessDenied", `User: ${who} is not authorized to perform: ${action} on resource: ${roleArn}`, {
      status: 403,
    });
  }
  if (role === undefined) throw new Error("a role that is trusted exists");
  if (request.durationSeconds > role.maxSessionSeconds) {
    const message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    throw new AwsError("ValidationError", message, { status: 400 });
  }
  const policies = request.policyArns.map((arn) => documentOf(context, arn) ?? "");
  return {
    kind: "role",
    roleName: role.name,
    roleId: role.id,
    path: role.path,
    sessionName: request.sessionName,
    sessionPolicies: [...request.sessionPolicies, ...policies],
    sessionTags,
  };
}

function trusts(
  context: Context,
  {
    request,
    role,
    action,
  }: {
    readonly request: AssumeRole & { readonly caller: Principal; readonly region: string };
    readonly role: Role;
    readonly action: string;
  },
): boolean {
  const { caller, region, sessionTags, externalId, sessionName } = request;
  const entity = entityOf(context, caller);
  if (entity === undefined) return false;
  const conditions: Record<string, readonly string[]> = {
    "sts:RoleSessionName": [sessionName],
    "aws:TagKeys": Object.keys(sessionTags),
  };
  if (externalId !== undefined) conditions["sts:ExternalId"] = [externalId];
  for (const [key, value] of Object.entries(sessionTags)) conditions[`aws:RequestTag/${key}`] = [value];
  const permission: Permission = { action, resources: [role.arn], conditions };
  const asked: Asked = {
    action,
    resource: role.arn,
    keys: requestKeys(context, { principal: caller, permission, region, entity }),
  };
  const { byName, byAccount } = trustFor({
    statements: statementsOf(role.trust),
    arn: entity.arn,
    accountId: context.accountId,
  });
  if (decide(byName, asked) === "explicitDeny" || decide(byAccount, asked) === "explicitDeny") return false;
  const own = denialFor(context, { principal: caller, permission, resource: role.arn, region });
  if (decide(byName, asked) === "allowed") return own === undefined || !own.includes("explicit deny");
  return decide(byAccount, asked) === "allowed" && own === undefined;
}

/** Why a principal may not, in AWS's words, or nothing. */
function denialFor(
  context: Context,
  {
    principal,
    permission,
    resource,
    region,
  }: {
    readonly principal: Principal;
    readonly permission: Permission;
    readonly resource: string;
    readonly region: string;
  },
): string | undefined {
  const { action } = permission;
  const entity = entityOf(context, principal);
  if (entity === undefined) return undefined;
  const asked: Asked = { action, resource, keys: requestKeys(context, { principal, permission, region, entity }) };
  const where =
    resource === "*" ? "" : ` on resource: ${resource.startsWith("arn:aws:s3:") ? `"${resource}"` : resource}`;
  const head = `User: ${principalArn(principal, context.accountId)} is not authorized to perform: ${action}${where}`;
  const denied = (what: string): string => `${head} with an explicit deny in ${what}`;
  const unallowed = (what: string): string => `${head} because no ${what} allows the ${action} action`;
  const identity = evaluate(policyTexts(context, entity), asked);
  const resourceSays = resourceDecision({ context, principal, entity, permission, asked });
  if (identity === "explicitDeny") return denied("an identity-based policy");
  if (resourceSays === "explicitDeny") return denied("a resource-based policy");
  for (const [what, decision] of limits(context, { principal, entity, asked })) {
    if (decision === "explicitDeny") return denied(`a ${what}`);
    if (decision === "implicitDeny") return unallowed(what);
  }
  // Within one account either the caller's policies or the resource's are enough.
  return identity === "allowed" || resourceSays === "allowed" ? undefined : unallowed("identity-based policy");
}

/** Policies that only narrow: all of them have to allow. */
function limits(
  context: Context,
  { principal, entity, asked }: { readonly principal: Principal; readonly entity: Entity; readonly asked: Asked },
): readonly (readonly [string, Decision])[] {
  const boundary =
    entity.boundary === undefined
      ? []
      : [["permissions boundary", evaluate([documentOf(context, entity.boundary) ?? ""], asked)] as const];
  const session = principal.kind === "role" ? principal.sessionPolicies : [];
  return [...boundary, ...(session.length === 0 ? [] : [["session policy", evaluate(session, asked)] as const])];
}

function resourceDecision({
  context,
  principal,
  entity,
  permission,
  asked,
}: {
  readonly context: Context;
  readonly principal: Principal;
  readonly entity: Entity;
  readonly permission: Permission;
  readonly asked: Asked;
}): Decision {
  if (permission.resourcePolicy === undefined) return "implicitDeny";
  const names = new Set([principalArn(principal, context.accountId), entity.arn]);
  const account = [context.accountId, `arn:aws:iam::${context.accountId}:root`];
  const speaking = statementsOf(permission.resourcePolicy).filter((statement) => {
    const { principals, effect } = statement;
    if (principals === undefined) return false;
    const listed = principals.byKind["AWS"] ?? [];
    // An account as principal leaves it to the caller's policies to allow; a denial to it hits everybody.
    const isNamed =
      principals.isEverybody || listed.some((name) => names.has(name) || (effect === "Deny" && account.includes(name)));
    return isNamed !== principals.isNot;
  });
  return decide(speaking, asked);
}

export function entityOf(context: Context, principal: Principal): Entity | undefined {
  if (principal.kind === "user")
    return users(context).find(principal.userName.toLowerCase()) ?? nobody(context, principal);
  if (principal.kind === "role")
    return roles(context).find(principal.roleName.toLowerCase()) ?? nobody(context, principal);
  return undefined;
}

/** Somebody who has been deleted since: known by name, allowed nothing. */
function nobody(context: Context, principal: Principal): Entity {
  const arn = principalArn(principal, context.accountId);
  return {
    name: nameInArn(arn),
    id: "",
    path: "/",
    arn,
    createdAt: 0,
    tags: {},
    inline: {},
    attached: [],
    boundary: undefined,
  };
}

/** The condition keys of a request: the global ones, the tags of the caller, and what the service adds. */
function requestKeys(
  context: Context,
  {
    principal,
    permission,
    region,
    entity,
  }: {
    readonly principal: Principal;
    readonly permission: Permission;
    readonly region: string;
    readonly entity: Entity;
  },
): RequestKeys {
  const now = context.now();
  const tags = { ...entity.tags, ...(principal.kind === "role" ? principal.sessionTags : {}) };
  const all: readonly (readonly [string, readonly string[]])[] = [
    ["aws:PrincipalArn", [entity.arn]],
    ["aws:PrincipalAccount", [context.accountId]],
    ["aws:PrincipalType", [principal.kind === "role" ? "AssumedRole" : "User"]],
    ["aws:userid", [principal.kind === "role" ? `${principal.roleId}:${principal.sessionName}` : entity.id]],
    ...(principal.kind === "user" ? [["aws:username", [principal.userName]] as const] : []),
    ["aws:RequestedRegion", [region]],
    ["aws:CurrentTime", [new Date(now).toISOString()]],
    ["aws:EpochTime", [String(Math.floor(now / 1000))]],
    ["aws:SecureTransport", ["true"]],
    ["aws:ViaAWSService", [String(principal.kind === "role" && principal.service !== undefined)]],
    ["aws:ResourceAccount", [context.accountId]],
    ...Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, [value]] as const),
    ...Object.entries(permission.conditions ?? {}),
  ];
  return new Map(all.map(([key, values]) => [key.toLowerCase(), values]));
}

function namesService(principals: Principals | undefined, service: string): boolean {
  if (principals === undefined) return false;
  return (principals.byKind["Service"]?.includes(service) ?? false) !== principals.isNot;
}

/** Whether a trust policy lets a user or a role of this account in, and by what name: its own, or only the account's. */
export function trustFor({
  statements,
  arn,
  accountId,
}: {
  readonly statements: readonly Statement[];
  readonly arn: string;
  readonly accountId: string;
}): { readonly byName: readonly Statement[]; readonly byAccount: readonly Statement[] } {
  const account = [accountId, `arn:aws:iam::${accountId}:root`];
  const named = (statement: Statement, names: readonly string[]): boolean => {
    const { principals } = statement;
    if (principals === undefined) return false;
    return (principals.byKind["AWS"]?.some((name) => names.includes(name)) ?? false) !== principals.isNot;
  };
  const concerns = (statement: Statement): boolean =>
    statement.principals?.isEverybody === true || named(statement, [arn, ...account]);
  return {
    byName: statements.filter((statement) =>
      statement.effect === "Deny" ? concerns(statement) : named(statement, [arn]),
    ),
    byAccount: statements.filter(concerns),
  };
}
