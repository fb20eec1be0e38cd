import type { AnyPermissions, Context, Service } from "#cloud/core/service.ts";
import { getRole, getUser, roles, users } from "./entities.ts";
import { entityPolicies } from "./entity-policies.ts";
import { guard } from "./guard.ts";
import {
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  getPolicyOperation,
  getPolicyVersion,
  listEntitiesForPolicy,
  listPolicies,
  listPolicyVersions,
  setDefaultPolicyVersion,
} from "./policy-operations.ts";
import {
  createRole,
  createServiceLinkedRole,
  deleteRole,
  deleteRolePermissionsBoundary,
  getRoleOperation,
  listRoles,
  listRoleTags,
  putRolePermissionsBoundary,
  tagRole,
  untagRole,
  updateAssumeRolePolicy,
  updateRole,
} from "./role-operations.ts";
import { simulateCustomPolicy, simulatePrincipalPolicy } from "./simulate.ts";
import {
  createAccessKey,
  createUser,
  deleteAccessKey,
  deleteUser,
  getUserOperation,
  listAccessKeys,
  listUsers,
  updateAccessKey,
} from "./user-operations.ts";

const operations: Service["operations"] = {
  CreateRole: createRole,
  CreateServiceLinkedRole: createServiceLinkedRole,
  GetRole: getRoleOperation,
  ListRoles: listRoles,
  UpdateRole: updateRole,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  DeleteRole: deleteRole,
  TagRole: tagRole,
  UntagRole: untagRole,
  ListRoleTags: listRoleTags,
  PutRolePermissionsBoundary: putRolePermissionsBoundary,
  DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
  ...entityPolicies({ kind: "Role", get: getRole, table: roles }),
  CreateUser: createUser,
  GetUser: getUserOperation,
  ListUsers: listUsers,
  DeleteUser: deleteUser,
  CreateAccessKey: createAccessKey,
  ListAccessKeys: listAccessKeys,
  UpdateAccessKey: updateAccessKey,
  DeleteAccessKey: deleteAccessKey,
  ...entityPolicies({ kind: "User", get: getUser, table: users }),
  CreatePolicy: createPolicy,
  GetPolicy: getPolicyOperation,
  ListPolicies: listPolicies,
  DeletePolicy: deletePolicy,
  CreatePolicyVersion: createPolicyVersion,
  GetPolicyVersion: getPolicyVersion,
  ListPolicyVersions: listPolicyVersions,
  DeletePolicyVersion: deletePolicyVersion,
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
  ListEntitiesForPolicy: listEntitiesForPolicy,
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
  SimulateCustomPolicy: simulateCustomPolicy,
};

type Named = {
  readonly RoleName?: string;
  readonly UserName?: string;
  readonly PolicyArn?: string;
  readonly Path?: string;
  readonly PolicyName?: string;
};

/** A request on a role, a user or a policy needs its action on that role, user or policy. */
function permissionFor(operation: string): AnyPermissions {
  const isAboutPolicy =
    /^(Create|Get|Delete|List)?(Policy|EntitiesForPolicy|PolicyVersions?)|SetDefaultPolicyVersion|PolicyVersions?$/.test(
      operation,
    );
  return (context: Context, input: Named) => {
    const { accountId, principal } = context;
    const action = `iam:${operation}`;
    const arn = (kind: string, path: string, name: string): string => `arn:aws:iam::${accountId}:${kind}${path}${name}`;
    if (input.RoleName !== undefined) {
      const role = roles(context).find(input.RoleName.toLowerCase());
      return [
        {
          action,
          resources: [role?.arn ?? arn("role", input.Path ?? "/", input.RoleName)],
          ...attachConditions(input),
        },
      ];
    }
    if (
      input.UserName !== undefined ||
      operation === "GetUser" ||
      operation.endsWith("AccessKey") ||
      operation === "ListAccessKeys"
    ) {
      const name = input.UserName ?? (principal.kind === "user" ? principal.userName : "");
      return [{ action, resources: [arn("user", input.Path ?? "/", name)], ...attachConditions(input) }];
    }
    if (isAboutPolicy && input.PolicyArn !== undefined) return [{ action, resources: [input.PolicyArn] }];
    if (operation === "CreatePolicy")
      return [{ action, resources: [arn("policy", input.Path ?? "/", input.PolicyName ?? "")] }];
    return [{ action, resources: ["*"] }];
  };
}

function attachConditions(input: Named): { readonly conditions?: Readonly<Record<string, readonly string[]>> } {
  return input.PolicyArn === undefined ? {} : { conditions: { "iam:PolicyARN": [input.PolicyArn] } };
}

export const iam: Service = {
  name: "iam",
  scope: "global",
  operations,
  permissions: Object.fromEntries(Object.keys(operations).map((operation) => [operation, permissionFor(operation)])),
  guard,
};
