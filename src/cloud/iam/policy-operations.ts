import type {
  CreatePolicyCommandInput,
  CreatePolicyCommandOutput,
  CreatePolicyVersionCommandInput,
  CreatePolicyVersionCommandOutput,
  DeletePolicyCommandInput,
  DeletePolicyCommandOutput,
  DeletePolicyVersionCommandInput,
  DeletePolicyVersionCommandOutput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput,
  ListEntitiesForPolicyCommandInput,
  ListEntitiesForPolicyCommandOutput,
  ListPoliciesCommandInput,
  ListPoliciesCommandOutput,
  ListPolicyVersionsCommandInput,
  ListPolicyVersionsCommandOutput,
  Policy as PolicyAnswer,
  SetDefaultPolicyVersionCommandInput,
  SetDefaultPolicyVersionCommandOutput,
} from "@aws-sdk/client-iam";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { tagList, tagsOf } from "#cloud/core/tags.ts";
import { encoded } from "#cloud/wire/message.ts";
import {
  alreadyExists,
  checkedPolicy,
  deleteConflict,
  getPolicy,
  iamPage,
  noSuchEntity,
  type Policy,
  policies,
  roles,
  users,
} from "./entities.ts";
import { managedPolicies } from "./managed-policies.ts";

export const createPolicy: Operation<CreatePolicyCommandInput, CreatePolicyCommandOutput> = (context, input) => {
  const [name, path] = [input.PolicyName ?? "", input.Path ?? "/"];
  const arn = `arn:aws:iam::${context.accountId}:policy${path}${name}`;
  if (policies(context).has(arn))
    throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  const now = context.now();
  const policy: Policy = {
    name,
    path,
    arn,
    id: `ANPA${context.ids.upper(17)}`,
    description: input.Description,
    createdAt: now,
    updatedAt: now,
    versions: [{ id: "v1", document: checkedPolicy(input.PolicyDocument), createdAt: now }],
    defaultVersion: "v1",
    versionsMade: 1,
    tags: tagsOf(input.Tags),
  };
  policies(context).put(arn, policy);
  return { Policy: answerOf(context, policy) };
};

export const getPolicyOperation: Operation<GetPolicyCommandInput, GetPolicyCommandOutput> = (context, input) => {
  const policy = getPolicy(context, input.PolicyArn);
  return {
    Policy: {
      ...answerOf(context, policy),
      ...(policy.description === undefined ? {} : { Description: policy.description }),
      Tags: tagList(policy.tags),
    },
  };
};

export const listPolicies: Operation<ListPoliciesCommandInput, ListPoliciesCommandOutput> = (context, input) => {
  const own = input.Scope === "AWS" ? [] : policies(context).rows();
  const managed = input.Scope === "Local" ? [] : [...managedPolicies.values()];
  const items = [...own, ...managed].filter(
    (policy) =>
      policy.path.startsWith(input.PathPrefix ?? "/") &&
      (input.OnlyAttached !== true || holdersOf(context, policy.arn).length > 0),
  );
  const { items: page, rest } = iamPage({ items, keyOf: ({ arn }) => arn, input });
  return { Policies: page.map((policy) => answerOf(context, policy)), ...rest };
};

export const deletePolicy: Operation<DeletePolicyCommandInput, DeletePolicyCommandOutput> = (context, input) => {
  const policy = getOwnPolicy(context, input.PolicyArn);
  if (holdersOf(context, policy.arn).length > 0) throw deleteConflict("Cannot delete a policy attached to entities.");
  if (policy.versions.length > 1)
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  policies(context).delete(policy.arn);
  return {};
};

export const createPolicyVersion: Operation<CreatePolicyVersionCommandInput, CreatePolicyVersionCommandOutput> = (
  context,
  input,
) => {
  const policy = getOwnPolicy(context, input.PolicyArn);
  if (policy.versions.length >= 5) {
    throw new AwsError(
      "LimitExceededException",
      "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
    );
  }
  const id = `v${policy.versionsMade + 1}`;
  const version = { id, document: checkedPolicy(input.PolicyDocument), createdAt: context.now() };
  const isDefault = input.SetAsDefault === true;
  policies(context).put(policy.arn, {
    ...policy,
    versions: [...policy.versions, version],
    versionsMade: policy.versionsMade + 1,
    defaultVersion: isDefault ? id : policy.defaultVersion,
    updatedAt: context.now(),
  });
  return { PolicyVersion: { VersionId: id, IsDefaultVersion: isDefault, CreateDate: new Date(version.createdAt) } };
};

export const getPolicyVersion: Operation<GetPolicyVersionCommandInput, GetPolicyVersionCommandOutput> = (
  context,
  input,
) => {
  const policy = getPolicy(context, input.PolicyArn);
  const version = getVersion(policy, input.VersionId);
  return {
    PolicyVersion: {
      Document: encoded(version.document),
      VersionId: version.id,
      IsDefaultVersion: version.id === policy.defaultVersion,
      CreateDate: new Date(version.createdAt),
    },
  };
};

export const listPolicyVersions: Operation<ListPolicyVersionsCommandInput, ListPolicyVersionsCommandOutput> = (
  context,
  input,
) => {
  const policy = getPolicy(context, input.PolicyArn);
  const { items, rest } = iamPage({ items: policy.versions, keyOf: ({ id }) => id, input });
  return {
    Versions: items.map(({ id, createdAt }) => ({
      VersionId: id,
      IsDefaultVersion: id === policy.defaultVersion,
      CreateDate: new Date(createdAt),
    })),
    ...rest,
  };
};

export const deletePolicyVersion: Operation<DeletePolicyVersionCommandInput, DeletePolicyVersionCommandOutput> = (
  context,
  input,
) => {
  const policy = getOwnPolicy(context, input.PolicyArn);
  const version = getVersion(policy, input.VersionId);
  if (version.id === policy.defaultVersion) throw deleteConflict("Cannot delete the default version of a policy.");
  policies(context).put(policy.arn, { ...policy, versions: policy.versions.filter((one) => one !== version) });
  return {};
};

export const setDefaultPolicyVersion: Operation<
  SetDefaultPolicyVersionCommandInput,
  SetDefaultPolicyVersionCommandOutput
> = (context, input) => {
  const policy = getOwnPolicy(context, input.PolicyArn);
  const version = getVersion(policy, input.VersionId);
  policies(context).put(policy.arn, { ...policy, defaultVersion: version.id, updatedAt: context.now() });
  return {};
};

export const listEntitiesForPolicy: Operation<ListEntitiesForPolicyCommandInput, ListEntitiesForPolicyCommandOutput> = (
  context,
  input,
) => {
  const { arn } = getPolicy(context, input.PolicyArn);
  const { items, rest } = iamPage({
    items: holdersOf(context, arn),
    keyOf: ({ kind, name }) => `${kind}/${name}`,
    input,
  });
  const wanted = input.EntityFilter;
  return {
    PolicyGroups: [],
    PolicyUsers:
      wanted === undefined || wanted === "User"
        ? items.filter(({ kind }) => kind === "user").map(({ name, id }) => ({ UserName: name, UserId: id }))
        : [],
    PolicyRoles:
      wanted === undefined || wanted === "Role"
        ? items.filter(({ kind }) => kind === "role").map(({ name, id }) => ({ RoleName: name, RoleId: id }))
        : [],
    ...rest,
  };
};

function getOwnPolicy(context: Context, arn: string | undefined): Policy {
  const policy = getPolicy(context, arn);
  if (policies(context).has(policy.arn)) return policy;
  throw new AwsError("AccessDenied", `Policies of AWS cannot be changed: ${policy.arn}`, { status: 403 });
}

function getVersion(policy: Policy, id: string | undefined): Policy["versions"][number] {
  const version = policy.versions.find((one) => one.id === id);
  if (version === undefined)
    throw noSuchEntity(`Policy ${policy.arn} version ${id ?? ""} does not exist or is not attachable.`);
  return version;
}

function holdersOf(
  context: Context,
  arn: string,
): readonly { readonly kind: "role" | "user"; readonly name: string; readonly id: string }[] {
  const holders = (
    kind: "role" | "user",
    rows: readonly { readonly name: string; readonly id: string; readonly attached: readonly string[] }[],
  ) => rows.filter(({ attached }) => attached.includes(arn)).map(({ name, id }) => ({ kind, name, id }));
  return [...holders("role", roles(context).rows()), ...holders("user", users(context).rows())];
}

function answerOf(context: Context, policy: Policy): PolicyAnswer {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: holdersOf(context, policy.arn).length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}
