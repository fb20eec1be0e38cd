import type { Principal } from "#cloud/core/principal.ts";
import type { Context, Permission } from "#cloud/core/service.ts";
import type { Entity } from "./entities.ts";
import type { RequestKeys } from "./policy/holds-condition.ts";

/** The condition keys of a request: the global ones, the tags of the caller, and what the service adds. */
export function requestKeys(
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
