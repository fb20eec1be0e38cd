import { nameInArn } from "#cloud/core/arn.ts";
import { type Principal, principalArn } from "#cloud/core/principal.ts";
import type { Context, Permission } from "#cloud/core/service.ts";
import { documentOf, type Entity, policyTexts, roles, users } from "./entities.ts";
import { type Asked, type Decision, decide, evaluate, statementsOf } from "./policy/evaluate.ts";
import { requestKeys } from "./request-keys.ts";

/** Why a principal may not, in AWS's words, or nothing. */
export function denialFor(
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
