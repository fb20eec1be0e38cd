import type {
  AssumeRoleCommandInput,
  AssumeRoleCommandOutput,
  Credentials,
  GetAccessKeyInfoCommandInput,
  GetAccessKeyInfoCommandOutput,
  GetCallerIdentityCommandInput,
  GetCallerIdentityCommandOutput,
  GetSessionTokenCommandInput,
  GetSessionTokenCommandOutput,
} from "@aws-sdk/client-sts";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Credential } from "#cloud/core/credential.ts";
import { type Principal, principalArn } from "#cloud/core/principal.ts";
import type { Context, Operation, Service } from "#cloud/core/service.ts";
import { tagsOf } from "#cloud/core/tags.ts";
import { parsePolicy } from "#cloud/iam/policy/parse-policy.ts";

const getCallerIdentity: Operation<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput> = ({
  principal,
  accountId,
}) => ({
  UserId: userIdOf(principal, accountId),
  Account: accountId,
  Arn: principalArn(principal, accountId),
});

/** The role's trust policy and the caller's own decide, which IAM's guard knows; hence no permission of its own below. */
const assumeRole: Operation<AssumeRoleCommandInput, AssumeRoleCommandOutput> = (context, input) => {
  const { accountId, principal } = context;
  if (principal.kind === "root")
    throw new AwsError("AccessDenied", "Roles may not be assumed by root accounts.", { status: 403 });
  const seconds = input.DurationSeconds ?? 3600;
  const role = context.assume({
    roleArn: input.RoleArn ?? "",
    sessionName: input.RoleSessionName ?? "",
    externalId: input.ExternalId,
    sessionPolicies: input.Policy === undefined ? [] : [checkedPolicy(input.Policy)],
    policyArns: (input.PolicyArns ?? []).map(({ arn = "" }) => arn),
    sessionTags: tagsOf(input.Tags),
    durationSeconds: seconds,
  });
  return {
    Credentials: makeCredentials(context, { principal: role, seconds }),
    AssumedRoleUser: { AssumedRoleId: userIdOf(role, accountId), Arn: principalArn(role, accountId) },
    ...(input.Policy === undefined
      ? {}
      : { PackedPolicySize: Math.min(100, Math.ceil((100 * input.Policy.length) / 2048)) }),
  };
};

const getSessionToken: Operation<GetSessionTokenCommandInput, GetSessionTokenCommandOutput> = (context, input) => {
  const { principal } = context;
  if (principal.kind === "role")
    throw new AwsError("AccessDenied", "Cannot call GetSessionToken with session credentials", { status: 403 });
  return { Credentials: makeCredentials(context, { principal, seconds: input.DurationSeconds ?? 43_200 }) };
};

const getAccessKeyInfo: Operation<GetAccessKeyInfoCommandInput, GetAccessKeyInfoCommandOutput> = (context, input) => {
  const key = context.credentials.find(input.AccessKeyId ?? "");
  if (key === undefined)
    throw new AwsError("InvalidClientTokenId", "The security token included in the request is invalid.", {
      status: 403,
    });
  return { Account: context.accountId };
};

/** A key pair that ends, with the token that has to come along. */
function makeCredentials(
  context: Context,
  { principal, seconds }: { readonly principal: Principal; readonly seconds: number },
): Credentials {
  const { ids, now } = context;
  const credential: Credential = {
    accessKeyId: `ASIA${ids.upper(16)}`,
    secretAccessKey: `${ids.lower(20)}${ids.upper(20)}`,
    session: { token: `IQoJb3JpZ2luX2Vj${ids.lower(120)}`, expiresAt: now() + seconds * 1000 },
    status: "Active",
    madeAt: now(),
    principal,
  };
  context.credentials.put(credential.accessKeyId, credential);
  return {
    AccessKeyId: credential.accessKeyId,
    SecretAccessKey: credential.secretAccessKey,
    SessionToken: credential.session?.token,
    Expiration: new Date(now() + seconds * 1000),
  };
}

function userIdOf(principal: Principal, accountId: string): string {
  switch (principal.kind) {
    case "user":
      return principal.userId;
    case "role":
      return `${principal.roleId}:${principal.sessionName}`;
    default:
      return accountId;
  }
}

/** A session policy is a policy: its text has to be one. */
function checkedPolicy(text: string): string {
  const policy = parsePolicy(text);
  if (policy.status === "malformed") throw new AwsError("MalformedPolicyDocumentException", policy.message);
  return text;
}

export const sts: Service = {
  name: "sts",
  scope: "global",
  operations: {
    GetCallerIdentity: getCallerIdentity,
    AssumeRole: assumeRole,
    GetSessionToken: getSessionToken,
    GetAccessKeyInfo: getAccessKeyInfo,
  },
  permissions: {
    GetCallerIdentity: () => [], // nobody can be kept from asking who they are
    GetSessionToken: () => [],
    AssumeRole: () => [],
  },
};
