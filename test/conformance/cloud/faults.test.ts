import { S3 } from "@aws-sdk/client-s3";
import { STS } from "@aws-sdk/client-sts";
import { expect, it } from "vitest";
import { AwsError } from "#cloud/core/aws-error.ts";
import { internalFailure, throttled } from "#cloud/core/standard-errors.ts";
import { startEndpoint } from "./harness/endpoint.ts";

it.each([
  ["throttling", throttled],
  ["a failure of the service", internalFailure],
])("the SDK tries again after %s and gets through", async (_name, fault) => {
  let left = 2;
  let asked = 0;
  const faults = () => {
    asked++;
    return left-- > 0 ? fault() : undefined;
  };
  const endpoint = await startEndpoint({ faults });
  const client = new S3({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: endpoint.keys,
    forcePathStyle: true,
    maxAttempts: 3,
  });
  await client.createBucket({ Bucket: "at-last" });
  expect(asked).toBe(3);
  left = 3;
  await expect(client.listBuckets({})).rejects.toMatchObject({ name: fault().code });
  await endpoint.stop();
});

it("a session that a fault declares ended reads as one, and nothing was done", async () => {
  const faults = () =>
    new AwsError("ExpiredToken", "The security token included in the request is expired", { status: 403 });
  const endpoint = await startEndpoint({ faults });
  const client = new STS({ endpoint: endpoint.url, region: "us-east-1", credentials: endpoint.keys, maxAttempts: 1 });
  await expect(client.getCallerIdentity({})).rejects.toMatchObject({
    name: "ExpiredToken",
    $metadata: { httpStatusCode: 403 },
  });
  await endpoint.stop();
});

it("hostile requests get an answer of AWS's, never a failure of ours", async () => {
  const endpoint = await startEndpoint();
  const shapes: readonly {
    readonly path: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  }[] = [
    { path: "/" },
    {
      path: "/%ZZ/..%2f?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a/b/c/s3/aws4_request&X-Amz-Signature=x&X-Amz-Expires=1e999",
    },
    { path: "/x", headers: { authorization: "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=, Signature=" } },
    {
      path: "/x",
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${endpoint.keys.accessKeyId}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host;__proto__, Signature=0`,
      },
    },
    {
      path: "/x",
      headers: {
        authorization:
          "AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/constructor/aws4_request, SignedHeaders=host, Signature=0",
      },
    },
    { path: "/x", headers: { authorization: "Basic abc", "x-amz-target": "Nobody.Nothing" }, body: "{" },
  ];
  for (const { path, headers = {}, body } of shapes) {
    const answer = await fetch(`${endpoint.url}${path}`, {
      method: "POST",
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect([400, 403]).toContain(answer.status);
  }
  expect(endpoint.seen.filter(({ error }) => error !== undefined)).toEqual([]);
  await endpoint.stop();
});
