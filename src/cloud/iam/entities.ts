import { AwsError } from "#cloud/core/aws-error.ts";
import { pageOf } from "#cloud/core/paging.ts";
import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import type { Tags } from "#cloud/core/tags.ts";
import { managedPolicies } from "./managed-policies.ts";
import { parsePolicy } from "./policy/parse-policy.ts";

/** What a role and a user have in common: a name, and policies. */
export type Entity = {
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly tags: Tags;
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of policies. */
  readonly attached: readonly string[];
  readonly boundary: string | undefined;
};

export type Role = Entity & {
  readonly trust: string;
  readonly description: string | undefined;
  readonly maxSessionSeconds: number;
};
export type User = Entity;

export type Policy = {
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly versions: readonly { readonly id: string; readonly document: string; readonly createdAt: number }[];
  readonly defaultVersion: string;
  readonly versionsMade: number;
  readonly tags: Tags;
};

export function roles(context: Context): Table<Role> {
  return context.table<Role>("roles");
}

export function users(context: Context): Table<User> {
  return context.table<User>("users");
}

export function policies(context: Context): Table<Policy> {
  return context.table<Policy>("policies");
}

export function getRole(context: Context, name: string | undefined): Role {
  const role = roles(context).find((name ?? "").toLowerCase());
  if (role === undefined) throw noSuchEntity(`The role with name ${name ?? ""} cannot be found.`);
  return role;
}

export function getUser(context: Context, name: string | undefined): User {
  const user = users(context).find((name ?? "").toLowerCase());
  if (user === undefined) throw noSuchEntity(`The user with name ${name ?? ""} cannot be found.`);
  return user;
}

export function getPolicy(context: Context, arn: string | undefined): Policy {
  const policy = findPolicy(context, arn ?? "");
  if (policy === undefined) throw noSuchEntity(`Policy ${arn ?? ""} was not found.`);
  return policy;
}

/** A policy of the account, or one that AWS keeps. */
export function findPolicy(context: Context, arn: string): Policy | undefined {
  return policies(context).find(arn) ?? managedPolicies.get(arn);
}

/** The texts of all policies that an entity has. */
export function policyTexts(context: Context, entity: Entity): readonly string[] {
  const attached = entity.attached.flatMap((arn) => documentOf(context, arn) ?? []);
  return [...Object.values(entity.inline), ...attached];
}

export function documentOf(context: Context, arn: string): string | undefined {
  const policy = findPolicy(context, arn);
  return policy?.versions.find(({ id }) => id === policy.defaultVersion)?.document;
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntityException", message);
}

export function alreadyExists(message: string): AwsError {
  return new AwsError("EntityAlreadyExistsException", message);
}

export function deleteConflict(message: string): AwsError {
  return new AwsError("DeleteConflictException", message);
}

/** The text, when it is a policy. */
export function checkedPolicy(text: string | undefined): string {
  const policy = parsePolicy(text ?? "");
  if (policy.status === "malformed") throw new AwsError("MalformedPolicyDocumentException", policy.message);
  return text ?? "";
}

/** A page of a list of IAM, which says whether there is more. */
export function iamPage<Item>({
  items,
  keyOf,
  input,
  isSorted = false,
}: {
  readonly items: readonly Item[];
  /** They stand in the order of the answer already. */
  readonly isSorted?: boolean;
  readonly keyOf: (item: Item) => string;
  readonly input: { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined };
}): { readonly items: readonly Item[]; readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string } } {
  const { items: page, nextToken } = pageOf({
    items: isSorted ? items : items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
    keyOf,
    limit: input.MaxItems ?? 100,
    token: input.Marker,
    invalid: () => new AwsError("ValidationError", "Invalid Marker.", { status: 400 }),
  });
  return {
    items: page,
    rest: nextToken === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: nextToken },
  };
}
