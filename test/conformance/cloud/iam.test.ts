import {
  IAM,
  paginateListRoles,
  type SimulatePrincipalPolicyCommandOutput,
  waitUntilPolicyExists,
  waitUntilRoleExists,
} from "@aws-sdk/client-iam";
import { S3 } from "@aws-sdk/client-s3";
import { STS } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iam as iamService } from "#cloud/iam/service.ts";
import { sts as stsService } from "#cloud/sts/service.ts";
import { startEndpoint, type TestEndpoint } from "./harness/endpoint.ts";
import { awsCli, hasCli, type PythonClient, python, startPython } from "./harness/python.ts";
import { record } from "./harness/record.ts";
import { replayInPage } from "./harness/replay-in-page.ts";

let endpoint: TestEndpoint;
let iam: IAM;
let sts: STS;
let boto: PythonClient;
const inPage: { iam: readonly string[]; sts: readonly string[] } = { iam: [], sts: [] };

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
const options = (credentials: Keys) => ({ endpoint: endpoint.url, region: "us-east-1", credentials, maxAttempts: 1 });

beforeAll(async () => {
  endpoint = await startEndpoint();
  iam = new IAM(options(endpoint.keys));
  sts = new STS(options(endpoint.keys));
  boto = startPython({ endpoint });
});

afterAll(async () => {
  record({ service: "iam", seen: endpoint.seen, page: inPage.iam });
  record({ service: "sts", seen: endpoint.seen, page: inPage.sts });
  boto.stop();
  await endpoint.stop();
});

const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (Principal: object): string => policy({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
const account = "111122223333";

async function makeUser(name: string, document?: string): Promise<Keys> {
  await iam.createUser({ UserName: name });
  if (document !== undefined) await iam.putUserPolicy({ UserName: name, PolicyName: "own", PolicyDocument: document });
  const { AccessKey } = await iam.createAccessKey({ UserName: name });
  return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
}

describe("IAM through the SDK for JavaScript", () => {
  it("makes, reads, changes, lists by pages and deletes roles", async () => {
    for (const name of ["r1", "r2", "r3"]) {
      const AssumeRolePolicyDocument = trust({ Service: "sagemaker.amazonaws.com" });
      await iam.createRole({
        RoleName: name,
        AssumeRolePolicyDocument,
        Path: "/pages/",
        Tags: [{ Key: "course", Value: "ml" }],
      });
    }
    await waitUntilRoleExists({ client: iam, maxWaitTime: 10 }, { RoleName: "r1" });
    const pages: number[] = [];
    for await (const page of paginateListRoles({ client: iam, pageSize: 2 }, { PathPrefix: "/pages/" }))
      pages.push(page.Roles?.length ?? 0);
    expect(pages).toEqual([2, 1]);
    const { Role } = await iam.getRole({ RoleName: "R1" });
    expect(Role?.Arn).toBe(`arn:aws:iam::${account}:role/pages/r1`);
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""))).toEqual(
      JSON.parse(trust({ Service: "sagemaker.amazonaws.com" })),
    );
    await iam.updateRole({ RoleName: "r1", Description: "first", MaxSessionDuration: 7200 });
    await iam.updateAssumeRolePolicy({ RoleName: "r1", PolicyDocument: trust({ Service: "glue.amazonaws.com" }) });
    await iam.tagRole({ RoleName: "r1", Tags: [{ Key: "b", Value: "2" }] });
    await iam.untagRole({ RoleName: "r1", TagKeys: ["course"] });
    expect((await iam.listRoleTags({ RoleName: "r1" })).Tags).toEqual([{ Key: "b", Value: "2" }]);
    await iam.attachRolePolicy({ RoleName: "r1", PolicyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" });
    await expect(iam.deleteRole({ RoleName: "r1" })).rejects.toMatchObject({ name: "DeleteConflictException" });
    expect((await iam.listAttachedRolePolicies({ RoleName: "r1" })).AttachedPolicies).toHaveLength(1);
    await iam.detachRolePolicy({ RoleName: "r1", PolicyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" });
    await iam.deleteRole({ RoleName: "r1" });
    await expect(iam.getRole({ RoleName: "r1" })).rejects.toMatchObject({
      name: "NoSuchEntityException",
      message: "The role with name r1 cannot be found.",
      $metadata: { httpStatusCode: 404 },
    });
    await expect(
      iam.createRole({ RoleName: "r2", AssumeRolePolicyDocument: trust({ Service: "x" }) }),
    ).rejects.toMatchObject({
      name: "EntityAlreadyExistsException",
    });
  });

  it("refuses what is no policy and names what breaks a constraint", async () => {
    await expect(iam.createRole({ RoleName: "bad", AssumeRolePolicyDocument: "{}" })).rejects.toMatchObject({
      name: "MalformedPolicyDocumentException",
    });
    await expect(
      iam.createRole({ RoleName: "bad name", AssumeRolePolicyDocument: trust({ Service: "x" }) }),
    ).rejects.toMatchObject({
      name: "ValidationError",
      message:
        "1 validation error detected: Value 'bad name' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
    });
    await expect(iam.listGroups({})).rejects.toMatchObject({ name: "InvalidAction" });
  });

  it("keeps versions of a policy, five at most", async () => {
    const { Policy } = await iam.createPolicy({
      PolicyName: "p",
      PolicyDocument: policy({ Effect: "Allow", Action: "s3:Get*", Resource: "*" }),
    });
    const PolicyArn = Policy?.Arn ?? "";
    await waitUntilPolicyExists({ client: iam, maxWaitTime: 10 }, { PolicyArn });
    const next = { PolicyArn, PolicyDocument: policy({ Effect: "Deny", Action: "*", Resource: "*" }) };
    await iam.createPolicyVersion({ ...next, SetAsDefault: true });
    for (let made = 0; made < 3; made++) await iam.createPolicyVersion(next);
    await expect(iam.createPolicyVersion(next)).rejects.toMatchObject({ name: "LimitExceededException" });
    await expect(iam.deletePolicyVersion({ PolicyArn, VersionId: "v2" })).rejects.toMatchObject({
      name: "DeleteConflictException",
    });
    await iam.setDefaultPolicyVersion({ PolicyArn, VersionId: "v1" });
    expect((await iam.getPolicy({ PolicyArn })).Policy?.DefaultVersionId).toBe("v1");
    expect((await iam.listPolicyVersions({ PolicyArn })).Versions).toHaveLength(5);
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: "v2" });
    expect(decodeURIComponent(PolicyVersion?.Document ?? "")).toBe(next.PolicyDocument);
    for (const VersionId of ["v2", "v3", "v4", "v5"]) await iam.deletePolicyVersion({ PolicyArn, VersionId });
    expect((await iam.listPolicies({ Scope: "Local" })).Policies).toHaveLength(1);
    expect((await iam.listEntitiesForPolicy({ PolicyArn })).PolicyRoles ?? []).toEqual([]);
    await iam.deletePolicy({ PolicyArn });
  });

  it("lets a user do what a policy allows, and denies the rest in AWS's words", async () => {
    const keys = await makeUser(
      "siti",
      policy(
        { Effect: "Allow", Action: ["s3:ListAllMyBuckets", "s3:CreateBucket"], Resource: "*" },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
        { Effect: "Allow", Action: "s3:*Object", Resource: "arn:aws:s3:::${aws:username}-*/own/*" },
      ),
    );
    const s3 = new S3({ ...options(keys), forcePathStyle: true });
    await s3.createBucket({ Bucket: "siti-data" });
    await s3.putObject({ Bucket: "siti-data", Key: "own/a", Body: "1" });
    await expect(s3.putObject({ Bucket: "siti-data", Key: "others/a", Body: "1" })).rejects.toMatchObject({
      name: "AccessDenied",
      message: `User: arn:aws:iam::${account}:user/siti is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::siti-data/others/a" because no identity-based policy allows the s3:PutObject action`,
    });
    const partly = await s3.deleteObjects({
      Bucket: "siti-data",
      Delete: { Objects: [{ Key: "own/a" }, { Key: "others/b" }] },
    });
    expect(partly).toMatchObject({ Deleted: [{ Key: "own/a" }], Errors: [{ Key: "others/b", Code: "AccessDenied" }] });
    expect((await new STS(options(keys)).getCallerIdentity({})).Arn).toBe(`arn:aws:iam::${account}:user/siti`);
    await iam.updateAccessKey({ UserName: "siti", AccessKeyId: keys.accessKeyId, Status: "Inactive" });
    await expect(s3.listBuckets({})).rejects.toMatchObject({ name: "InvalidAccessKeyId" });
    await expect(iam.deleteUser({ UserName: "siti" })).rejects.toMatchObject({ name: "DeleteConflictException" });
    await iam.deleteAccessKey({ UserName: "siti", AccessKeyId: keys.accessKeyId });
    await iam.deleteUserPolicy({ UserName: "siti", PolicyName: "own" });
    await iam.deleteUser({ UserName: "siti" });
  });

  it("keeps inline and attached policies of users and roles, and the roles that services make", async () => {
    await iam.createUser({ UserName: "wati" });
    await iam.createRole({ RoleName: "inline", AssumeRolePolicyDocument: trust({ Service: "glue.amazonaws.com" }) });
    const PolicyDocument = policy({ Effect: "Allow", Action: "s3:Get*", Resource: "*" });
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    await iam.putUserPolicy({ UserName: "wati", PolicyName: "own", PolicyDocument });
    await iam.putRolePolicy({ RoleName: "inline", PolicyName: "own", PolicyDocument });
    const ofUser = await iam.getUserPolicy({ UserName: "wati", PolicyName: "own" });
    const ofRole = await iam.getRolePolicy({ RoleName: "inline", PolicyName: "own" });
    expect([ofUser, ofRole].map((one) => decodeURIComponent(one.PolicyDocument ?? ""))).toEqual([
      PolicyDocument,
      PolicyDocument,
    ]);
    expect((await iam.listUserPolicies({ UserName: "wati" })).PolicyNames).toEqual(["own"]);
    expect((await iam.listRolePolicies({ RoleName: "inline" })).PolicyNames).toEqual(["own"]);
    await iam.deleteRolePolicy({ RoleName: "inline", PolicyName: "own" });
    await expect(iam.getRolePolicy({ RoleName: "inline", PolicyName: "own" })).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
    await iam.attachUserPolicy({ UserName: "wati", PolicyArn });
    expect((await iam.listAttachedUserPolicies({ UserName: "wati" })).AttachedPolicies).toEqual([
      { PolicyName: "AmazonS3ReadOnlyAccess", PolicyArn },
    ]);
    expect((await iam.listEntitiesForPolicy({ PolicyArn })).PolicyUsers).toMatchObject([{ UserName: "wati" }]);
    await iam.detachUserPolicy({ UserName: "wati", PolicyArn });
    await iam.createAccessKey({ UserName: "wati" });
    expect((await iam.listAccessKeys({ UserName: "wati" })).AccessKeyMetadata).toMatchObject([{ Status: "Active" }]);
    expect((await iam.getUser({ UserName: "wati" })).User?.Arn).toBe(`arn:aws:iam::${account}:user/wati`);
    expect((await iam.listUsers({})).Users?.map(({ UserName }) => UserName)).toContain("wati");
    const linked = await iam.createServiceLinkedRole({
      AWSServiceName: "sagemaker.application-autoscaling.amazonaws.com",
    });
    expect(linked.Role?.Arn).toBe(
      `arn:aws:iam::${account}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint`,
    );
  });

  it("asks a bucket's policy beside the caller's: either may allow, either may deny", async () => {
    const keys = await makeUser(
      "rini",
      policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::shared/*" }),
    );
    const owner = new S3({ ...options(endpoint.keys), forcePathStyle: true });
    const rini = new S3({ ...options(keys), forcePathStyle: true });
    await owner.createBucket({ Bucket: "shared" });
    for (const Key of ["open", "closed"]) await owner.putObject({ Bucket: "shared", Key, Body: Key });
    const Policy = policy(
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::shared/closed",
        Condition: { StringEquals: { "aws:PrincipalType": "User" } },
      },
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:user/rini` },
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::shared/drop/*",
      },
    );
    await owner.putBucketPolicy({ Bucket: "shared", Policy });
    await rini.getObject({ Bucket: "shared", Key: "open" });
    await rini.putObject({ Bucket: "shared", Key: "drop/1", Body: "-" });
    await expect(rini.getObject({ Bucket: "shared", Key: "closed" })).rejects.toMatchObject({
      message: expect.stringContaining("with an explicit deny in a resource-based policy"),
    });
  });

  // IAM user guide, "Policy evaluation logic": what the simulator answers has to be what the request would get.
  it("simulates as it evaluates: deny before allow, boundaries, conditions", async () => {
    await iam.createRole({ RoleName: "sim", AssumeRolePolicyDocument: trust({ Service: "sagemaker.amazonaws.com" }) });
    await iam.putRolePolicy({
      RoleName: "sim",
      PolicyName: "own",
      PolicyDocument: policy(
        { Effect: "Allow", Action: "sagemaker:*", Resource: "*" },
        {
          Effect: "Deny",
          Action: "sagemaker:CreateTrainingJob",
          Resource: "*",
          Condition: { "ForAnyValue:StringNotEquals": { "sagemaker:InstanceTypes": ["ml.m5.large"] } },
        },
        {
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: `arn:aws:iam::${account}:role/exec`,
          Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
        },
      ),
    });
    const PolicySourceArn = `arn:aws:iam::${account}:role/sim`;
    const decisions = async (
      ActionNames: string[],
      entries: Record<string, string[]> = {},
      ResourceArns?: string[],
    ) => {
      const ContextEntries = Object.entries(entries).map(([ContextKeyName, ContextKeyValues]) => ({
        ContextKeyName,
        ContextKeyValues,
        ContextKeyType: "stringList" as const,
      }));
      const result: SimulatePrincipalPolicyCommandOutput = await iam.simulatePrincipalPolicy({
        PolicySourceArn,
        ActionNames,
        ContextEntries,
        ...(ResourceArns === undefined ? {} : { ResourceArns }),
      });
      return result.EvaluationResults?.map(({ EvalDecision }) => EvalDecision);
    };
    expect(await decisions(["sagemaker:CreateModel", "glue:StartJobRun"])).toEqual(["allowed", "implicitDeny"]);
    expect(await decisions(["sagemaker:CreateTrainingJob"], { "sagemaker:InstanceTypes": ["ml.m5.large"] })).toEqual([
      "allowed",
    ]);
    expect(
      await decisions(["sagemaker:CreateTrainingJob"], { "sagemaker:InstanceTypes": ["ml.m5.large", "ml.p3.2xlarge"] }),
    ).toEqual(["explicitDeny"]);
    const exec = [`arn:aws:iam::${account}:role/exec`];
    expect(await decisions(["iam:PassRole"], { "iam:PassedToService": ["sagemaker.amazonaws.com"] }, exec)).toEqual([
      "allowed",
    ]);
    expect(await decisions(["iam:PassRole"], { "iam:PassedToService": ["lambda.amazonaws.com"] }, exec)).toEqual([
      "implicitDeny",
    ]);
    await iam.createPolicy({
      PolicyName: "limit",
      PolicyDocument: policy({ Effect: "Allow", Action: "sagemaker:List*", Resource: "*" }),
    });
    await iam.putRolePermissionsBoundary({
      RoleName: "sim",
      PermissionsBoundary: `arn:aws:iam::${account}:policy/limit`,
    });
    expect(await decisions(["sagemaker:ListModels", "sagemaker:CreateModel"])).toEqual(["allowed", "implicitDeny"]);
    await iam.deleteRolePermissionsBoundary({ RoleName: "sim" });
    const custom = await iam.simulateCustomPolicy({
      PolicyInputList: [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })],
      ActionNames: ["s3:GetObject", "iam:GetUser"],
    });
    expect(custom.EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(["allowed", "implicitDeny"]);
  });
});

describe("STS through the SDK for JavaScript", () => {
  it("gives a session that does what its role may, less what a session policy leaves out, until it ends", async () => {
    const keys = await makeUser("budi", policy({ Effect: "Allow", Action: "sts:*", Resource: "*" }));
    await iam.createRole({
      RoleName: "learner",
      AssumeRolePolicyDocument: policy({
        Effect: "Allow",
        Principal: { AWS: account },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      }),
    });
    await iam.attachRolePolicy({ RoleName: "learner", PolicyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" });
    const RoleArn = `arn:aws:iam::${account}:role/learner`;
    await expect(sts.assumeRole({ RoleArn, RoleSessionName: "x1" })).rejects.toMatchObject({
      name: "AccessDenied",
      message: "Roles may not be assumed by root accounts.",
    });
    const mine = new STS(options(keys));
    const { Credentials, AssumedRoleUser } = await mine.assumeRole({
      RoleArn,
      RoleSessionName: "budi-1",
      DurationSeconds: 900,
      Tags: [{ Key: "learner", Value: "budi" }],
      Policy: policy({ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }),
    });
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${account}:assumed-role/learner/budi-1`);
    const session = {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
    const s3 = new S3({ ...options(session), forcePathStyle: true });
    await s3.listBuckets({});
    await expect(s3.createBucket({ Bucket: "not-mine" })).rejects.toMatchObject({
      message: expect.stringContaining("because no session policy allows the s3:CreateBucket action"),
    });
    expect((await new STS(options(session)).getCallerIdentity({})).UserId).toMatch(/^AROA[A-Z0-9]{17}:budi-1$/);
    await expect(new STS(options({ ...session, sessionToken: "other" })).getCallerIdentity({})).rejects.toMatchObject({
      name: "InvalidClientTokenId",
    });
    await expect(mine.assumeRole({ RoleArn, RoleSessionName: "long", DurationSeconds: 7200 })).rejects.toMatchObject({
      name: "ValidationError",
    });
    await expect(mine.assumeRole({ RoleArn: `${RoleArn}s`, RoleSessionName: "nobody" })).rejects.toMatchObject({
      name: "AccessDenied",
    });
    await mine.getSessionToken({});
    await mine.getAccessKeyInfo({ AccessKeyId: keys.accessKeyId });
    await endpoint.cloud.advanceTo(endpoint.cloud.now() + 901_000);
    await expect(s3.listBuckets({})).rejects.toMatchObject({ name: "ExpiredToken" });
  });
});

describe.skipIf(python === undefined)("IAM and STS through boto3", () => {
  it("makes a role, pages and asks who it is", async () => {
    const AssumeRolePolicyDocument = trust({ Service: "glue.amazonaws.com" });
    const made = await boto.call("iam", "CreateRole", { RoleName: "from-python", AssumeRolePolicyDocument });
    expect(made).toMatchObject({
      output: { Role: { AssumeRolePolicyDocument: JSON.parse(AssumeRolePolicyDocument) } },
    });
    expect(await boto.paginate("iam", "ListRoles", { PaginationConfig: { PageSize: 1 } })).toMatchObject({
      output: expect.arrayContaining([]),
    });
    expect(await boto.wait("iam", "RoleExists", { RoleName: "from-python" })).toMatchObject({ output: null });
    expect(await boto.call("iam", "GetRole", { RoleName: "nobody" })).toMatchObject({
      error: { code: "NoSuchEntity", status: 404 },
    });
    expect(await boto.call("sts", "GetCallerIdentity")).toMatchObject({
      output: { Account: account, Arn: `arn:aws:iam::${account}:root` },
    });
  });
});

describe.skipIf(!hasCli)("IAM and STS through the CLI", () => {
  it("says who it is and lists roles", async () => {
    const who = await awsCli({ endpoint, args: ["sts", "get-caller-identity"] });
    expect(JSON.parse(who.stdout)).toMatchObject({ Account: account });
    const roles = await awsCli({ endpoint, args: ["iam", "list-roles", "--max-items", "1"] });
    expect(JSON.parse(roles.stdout).Roles).toHaveLength(1);
  });
});

describe("IAM and STS in the page, without a wire", () => {
  it.each(["iam", "sts"] as const)("%s answers every request above as it answered the clients", async (service) => {
    const { answered, differences } = await replayInPage({ endpoint, service });
    expect(differences).toEqual([]);
    inPage[service] = answered;
    const { operations } = service === "iam" ? iamService : stsService;
    expect(answered.toSorted()).toEqual(Object.keys(operations).toSorted());
  });
});

describe.skipIf(python === undefined)("AWS's own models of IAM and STS", () => {
  it("allow every answer that was given above", async () => {
    expect(await boto.problemsOf(endpoint.seen)).toEqual([]);
    expect(endpoint.seen.filter(({ error }) => error !== undefined)).toEqual([]);
  });
});
