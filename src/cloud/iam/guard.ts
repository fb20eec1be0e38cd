import type { Guard } from "#cloud/core/service.ts";
import { assume } from "./assume-role.ts";
import { denialFor } from "./denial.ts";
import { roles } from "./entities.ts";
import { decide, statementsOf } from "./policy/evaluate.ts";
import type { Principals } from "./policy/parse-policy.ts";

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

function namesService(principals: Principals | undefined, service: string): boolean {
  if (principals === undefined) return false;
  return (principals.byKind["Service"]?.includes(service) ?? false) !== principals.isNot;
}
