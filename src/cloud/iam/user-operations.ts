import type {
  CreateAccessKeyCommandInput,
  CreateAccessKeyCommandOutput,
  CreateUserCommandInput,
  CreateUserCommandOutput,
  DeleteAccessKeyCommandInput,
  DeleteAccessKeyCommandOutput,
  DeleteUserCommandInput,
  DeleteUserCommandOutput,
  GetUserCommandInput,
  GetUserCommandOutput,
  ListAccessKeysCommandInput,
  ListAccessKeysCommandOutput,
  ListUsersCommandInput,
  ListUsersCommandOutput,
  UpdateAccessKeyCommandInput,
  UpdateAccessKeyCommandOutput,
  User as UserAnswer,
} from "@aws-sdk/client-iam";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Credential } from "#cloud/core/credential.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { tagList, tagsOf } from "#cloud/core/tags.ts";
import { alreadyExists, deleteConflict, getUser, iamPage, noSuchEntity, type User, users } from "./entities.ts";

export const createUser: Operation<CreateUserCommandInput, CreateUserCommandOutput> = (context, input) => {
  const name = input.UserName ?? "";
  if (users(context).has(name.toLowerCase())) throw alreadyExists(`User with name ${name} already exists.`);
  const path = input.Path ?? "/";
  const user: User = {
    name,
    path,
    id: `AIDA${context.ids.upper(17)}`,
    arn: `arn:aws:iam::${context.accountId}:user${path}${name}`,
    createdAt: context.now(),
    tags: tagsOf(input.Tags),
    inline: {},
    attached: [],
    boundary: input.PermissionsBoundary,
  };
  users(context).put(name.toLowerCase(), user);
  return { User: answerOf(user) };
};

/** Without a name: who asks. */
export const getUserOperation: Operation<GetUserCommandInput, GetUserCommandOutput> = (context, input) => {
  const { principal, accountId } = context;
  if (input.UserName !== undefined || principal.kind === "user") {
    return {
      User: answerOf(getUser(context, input.UserName ?? (principal.kind === "user" ? principal.userName : ""))),
    };
  }
  if (principal.kind !== "root")
    throw new AwsError("ValidationError", "Must specify userName when calling with non-User credentials", {
      status: 400,
    });
  const root = {
    Path: "/",
    UserName: "root",
    UserId: accountId,
    Arn: `arn:aws:iam::${accountId}:root`,
    CreateDate: new Date(0),
  };
  return { User: root };
};

export const listUsers: Operation<ListUsersCommandInput, ListUsersCommandOutput> = (context, input) => {
  const items = users(context)
    .rows()
    .filter(({ path }) => path.startsWith(input.PathPrefix ?? "/"));
  const { items: page, rest } = iamPage({ items, keyOf: ({ name }) => name, input });
  return { Users: page.map((user) => ({ ...answerOf(user), Tags: undefined })), ...rest };
};

export const deleteUser: Operation<DeleteUserCommandInput, DeleteUserCommandOutput> = (context, input) => {
  const user = getUser(context, input.UserName);
  if (user.attached.length > 0) throw deleteConflict("Cannot delete entity, must detach all policies first.");
  if (Object.keys(user.inline).length > 0) throw deleteConflict("Cannot delete entity, must delete policies first.");
  if (keysOf(context, user.name).length > 0)
    throw deleteConflict("Cannot delete entity, must delete access keys first.");
  users(context).delete(user.name.toLowerCase());
  return {};
};

export const createAccessKey: Operation<CreateAccessKeyCommandInput, CreateAccessKeyCommandOutput> = (
  context,
  input,
) => {
  const user = getUser(context, ownName(context, input.UserName));
  if (keysOf(context, user.name).length >= 2) {
    throw new AwsError("LimitExceededException", "Cannot exceed quota for AccessKeysPerUser: 2");
  }
  const key: Credential = {
    accessKeyId: `AKIA${context.ids.upper(16)}`,
    secretAccessKey: `${context.ids.lower(20)}${context.ids.upper(20)}`,
    session: undefined,
    status: "Active",
    madeAt: context.now(),
    principal: { kind: "user", userName: user.name, userId: user.id },
  };
  context.credentials.put(key.accessKeyId, key);
  return {
    AccessKey: {
      UserName: user.name,
      AccessKeyId: key.accessKeyId,
      Status: "Active",
      SecretAccessKey: key.secretAccessKey,
      CreateDate: new Date(key.madeAt),
    },
  };
};

export const listAccessKeys: Operation<ListAccessKeysCommandInput, ListAccessKeysCommandOutput> = (context, input) => {
  const user = getUser(context, ownName(context, input.UserName));
  const { items, rest } = iamPage({
    items: keysOf(context, user.name),
    keyOf: ({ accessKeyId }) => accessKeyId,
    input,
  });
  return {
    AccessKeyMetadata: items.map((key) => ({
      UserName: user.name,
      AccessKeyId: key.accessKeyId,
      Status: key.status,
      CreateDate: new Date(key.madeAt),
    })),
    ...rest,
  };
};

export const updateAccessKey: Operation<UpdateAccessKeyCommandInput, UpdateAccessKeyCommandOutput> = (
  context,
  input,
) => {
  const key = getKey(context, input);
  context.credentials.put(key.accessKeyId, { ...key, status: input.Status === "Active" ? "Active" : "Inactive" });
  return {};
};

export const deleteAccessKey: Operation<DeleteAccessKeyCommandInput, DeleteAccessKeyCommandOutput> = (
  context,
  input,
) => {
  context.credentials.delete(getKey(context, input).accessKeyId);
  return {};
};

function getKey(
  context: Context,
  input: { readonly UserName?: string | undefined; readonly AccessKeyId: string | undefined },
): Credential {
  const user = getUser(context, ownName(context, input.UserName));
  const key = keysOf(context, user.name).find(({ accessKeyId }) => accessKeyId === input.AccessKeyId);
  if (key === undefined) throw noSuchEntity(`The Access Key with id ${input.AccessKeyId ?? ""} cannot be found.`);
  return key;
}

function ownName(context: Context, name: string | undefined): string | undefined {
  return name ?? (context.principal.kind === "user" ? context.principal.userName : undefined);
}

/** Keys that last; those of sessions belong to nobody's list. */
function keysOf(context: Context, userName: string): readonly Credential[] {
  return context.credentials
    .rows()
    .filter(
      ({ principal, session }) => principal.kind === "user" && principal.userName === userName && session === undefined,
    );
}

function answerOf(user: User): UserAnswer {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: new Date(user.createdAt),
    ...(Object.keys(user.tags).length === 0 ? {} : { Tags: tagList(user.tags) }),
  };
}
