import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput,
  DeleteRoleCommandInput,
  DeleteRoleCommandOutput,
  GetRoleCommandInput,
  GetRoleCommandOutput,
  ListRolesCommandInput,
  ListRolesCommandOutput,
  ListRoleTagsCommandInput,
  ListRoleTagsCommandOutput,
  Role as RoleAnswer,
  TagRoleCommandInput,
  TagRoleCommandOutput,
  UntagRoleCommandInput,
  UntagRoleCommandOutput,
  UpdateAssumeRolePolicyCommandInput,
  UpdateAssumeRolePolicyCommandOutput,
  UpdateRoleCommandInput,
  UpdateRoleCommandOutput,
} from "@aws-sdk/client-iam";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { tagList, tagsOf, withoutTags } from "#cloud/core/tags.ts";
import { encoded } from "#cloud/wire/message.ts";
import {
  alreadyExists,
  checkedPolicy,
  deleteConflict,
  getRole,
  iamPage,
  noSuchEntity,
  type Role,
  roles,
} from "./entities.ts";

export const createRole: Operation<CreateRoleCommandInput, CreateRoleCommandOutput> = (context, input) => {
  const name = input.RoleName ?? "";
  if (roles(context).has(name.toLowerCase())) throw alreadyExists(`Role with name ${name} already exists.`);
  const role = makeRole(context, {
    name,
    path: input.Path ?? "/",
    trust: checkedPolicy(input.AssumeRolePolicyDocument),
    description: input.Description,
    maxSessionSeconds: input.MaxSessionDuration ?? 3600,
    boundary: input.PermissionsBoundary,
  });
  roles(context).put(name.toLowerCase(), { ...role, tags: tagsOf(input.Tags) });
  return { Role: { ...answerOf(role), ...(input.Tags === undefined ? {} : { Tags: input.Tags }) } };
};

export const createServiceLinkedRole: Operation<
  CreateServiceLinkedRoleCommandInput,
  CreateServiceLinkedRoleCommandOutput
> = (context, input) => {
  const service = input.AWSServiceName ?? "";
  const word = LINKED_ROLES[service];
  if (word === undefined)
    throw new AwsError("InvalidInputException", `Service ${service} has no service-linked role in this simulator`);
  const name = `AWSServiceRoleFor${word}${input.CustomSuffix === undefined ? "" : `_${input.CustomSuffix}`}`;
  if (roles(context).has(name.toLowerCase())) {
    throw new AwsError(
      "InvalidInputException",
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    );
  }
  const statement = { Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: [service] } };
  const role = makeRole(context, {
    name,
    path: `/aws-service-role/${service}/`,
    trust: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    description: input.Description,
    maxSessionSeconds: 3600,
    boundary: undefined,
  });
  const inline = {
    ServiceLinked: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    }),
  };
  roles(context).put(name.toLowerCase(), { ...role, inline });
  return { Role: answerOf(role) };
};

const LINKED_ROLES: Readonly<Record<string, string>> = {
  "sagemaker.application-autoscaling.amazonaws.com": "ApplicationAutoScaling_SageMakerEndpoint",
  "sagemaker.amazonaws.com": "AmazonSageMaker",
};

export const getRoleOperation: Operation<GetRoleCommandInput, GetRoleCommandOutput> = (context, input) => {
  const role = getRole(context, input.RoleName);
  return {
    Role: {
      ...answerOf(role),
      ...(Object.keys(role.tags).length === 0 ? {} : { Tags: tagList(role.tags) }),
      ...(role.boundary === undefined
        ? {}
        : {
            PermissionsBoundary: {
              PermissionsBoundaryType: "PermissionsBoundaryPolicy" as const,
              PermissionsBoundaryArn: role.boundary,
            },
          }),
      RoleLastUsed: {},
    },
  };
};

export const listRoles: Operation<ListRolesCommandInput, ListRolesCommandOutput> = (context, input) => {
  const items = roles(context)
    .rows()
    .filter(({ path }) => path.startsWith(input.PathPrefix ?? "/"));
  const { items: page, rest } = iamPage({ items, keyOf: ({ name }) => name, input });
  return { Roles: page.map(answerOf), ...rest };
};

export const updateRole: Operation<UpdateRoleCommandInput, UpdateRoleCommandOutput> = (context, input) => {
  const role = getRole(context, input.RoleName);
  roles(context).put(role.name.toLowerCase(), {
    ...role,
    description: input.Description ?? role.description,
    maxSessionSeconds: input.MaxSessionDuration ?? 3600,
  });
  return {};
};

export const updateAssumeRolePolicy: Operation<
  UpdateAssumeRolePolicyCommandInput,
  UpdateAssumeRolePolicyCommandOutput
> = (context, input) => {
  const role = getRole(context, input.RoleName);
  roles(context).put(role.name.toLowerCase(), { ...role, trust: checkedPolicy(input.PolicyDocument) });
  return {};
};

export const deleteRole: Operation<DeleteRoleCommandInput, DeleteRoleCommandOutput> = (context, input) => {
  const role = getRole(context, input.RoleName);
  if (role.attached.length > 0) throw deleteConflict("Cannot delete entity, must detach all policies first.");
  if (Object.keys(role.inline).length > 0 && !role.path.startsWith("/aws-service-role/")) {
    throw deleteConflict("Cannot delete entity, must delete policies first.");
  }
  roles(context).delete(role.name.toLowerCase());
  return {};
};

export const tagRole: Operation<TagRoleCommandInput, TagRoleCommandOutput> = (context, input) => {
  const role = getRole(context, input.RoleName);
  roles(context).put(role.name.toLowerCase(), { ...role, tags: { ...role.tags, ...tagsOf(input.Tags) } });
  return {};
};

export const untagRole: Operation<UntagRoleCommandInput, UntagRoleCommandOutput> = (context, input) => {
  const role = getRole(context, input.RoleName);
  roles(context).put(role.name.toLowerCase(), { ...role, tags: withoutTags(role.tags, input.TagKeys ?? []) });
  return {};
};

export const listRoleTags: Operation<ListRoleTagsCommandInput, ListRoleTagsCommandOutput> = (context, input) => {
  const role = getRole(context, input.RoleName);
  const { items, rest } = iamPage({ items: tagList(role.tags), keyOf: ({ Key }) => Key, input });
  return { Tags: [...items], ...rest };
};

export const putRolePermissionsBoundary = (
  context: Context,
  input: { readonly RoleName?: string; readonly PermissionsBoundary?: string },
): object => {
  const role = getRole(context, input.RoleName);
  roles(context).put(role.name.toLowerCase(), { ...role, boundary: input.PermissionsBoundary });
  return {};
};

export const deleteRolePermissionsBoundary = (context: Context, input: { readonly RoleName?: string }): object => {
  const role = getRole(context, input.RoleName);
  if (role.boundary === undefined) throw noSuchEntity(`Role ${role.name} does not have a permissions boundary.`);
  roles(context).put(role.name.toLowerCase(), { ...role, boundary: undefined });
  return {};
};

function makeRole(
  context: Context,
  given: Pick<Role, "name" | "path" | "trust" | "description" | "maxSessionSeconds" | "boundary">,
): Role {
  return {
    ...given,
    id: `AROA${context.ids.upper(17)}`,
    arn: `arn:aws:iam::${context.accountId}:role${given.path}${given.name}`,
    createdAt: context.now(),
    tags: {},
    inline: {},
    attached: [],
  };
}

/** Policies stand percent-encoded in IAM's answers. */
function answerOf(role: Role): RoleAnswer {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encoded(role.trust),
    ...(role.description === undefined ? {} : { Description: role.description }),
    MaxSessionDuration: role.maxSessionSeconds,
  };
}
