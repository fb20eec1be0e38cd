import { AwsError } from "#cloud/core/aws-error.ts";
import { type Principal, principalArn } from "#cloud/core/principal.ts";
import type { AssumeRole, Context, Permission } from "#cloud/core/service.ts";
import { denialFor, entityOf } from "./denial.ts";
import { documentOf, type Role, roles } from "./entities.ts";
import { type Asked, decide, statementsOf } from "./policy/evaluate.ts";
import type { Statement } from "./policy/parse-policy.ts";
import { requestKeys } from "./request-keys.ts";

/** A user or a role takes a role on: its trust policy has to name the caller, or the account and the caller's own policies allow it. */
export function assume(
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

/** Whether a trust policy lets a user or a role of this account in, and by what name: its own, or only the account's. */
function trustFor({
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
