import { createHash } from "node:crypto";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3,
  waitUntilBucketExists,
  waitUntilObjectExists,
  waitUntilObjectNotExists,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { s3 } from "#cloud/s3/service.ts";
import { startEndpoint, type TestEndpoint } from "./harness/endpoint.ts";
import { awsCli, hasCli, type PythonClient, python, startPython } from "./harness/python.ts";
import { record } from "./harness/record.ts";
import { replayInPage } from "./harness/replay-in-page.ts";

let endpoint: TestEndpoint;
let client: S3;
let boto: PythonClient;
let inPage: readonly string[] = [];

beforeAll(async () => {
  endpoint = await startEndpoint();
  client = new S3({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: endpoint.keys,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  boto = startPython({ endpoint });
  await client.createBucket({ Bucket: "course-data" });
});

afterAll(async () => {
  record({ service: "s3", seen: endpoint.seen, page: inPage });
  boto.stop();
  client.destroy();
  await endpoint.stop();
});

const md5 = (bytes: string | Uint8Array): string => createHash("md5").update(bytes).digest("hex");

describe("S3 through the SDK for JavaScript", () => {
  it("waits for a bucket and for objects that come and go", async () => {
    const waiting = { client, maxWaitTime: 20, minDelay: 1, maxDelay: 2 };
    await waitUntilBucketExists(waiting, { Bucket: "course-data" });
    await client.send(new PutObjectCommand({ Bucket: "course-data", Key: "w/a.txt", Body: "here" }));
    await waitUntilObjectExists(waiting, { Bucket: "course-data", Key: "w/a.txt" });
    await client.send(new DeleteObjectCommand({ Bucket: "course-data", Key: "w/a.txt" }));
    await waitUntilObjectNotExists(waiting, { Bucket: "course-data", Key: "w/a.txt" });
  });

  it("gives back what was put, with the MD5 as its ETag, metadata and a checksum the client verifies", async () => {
    const Key = "raw/größe & maß+1.csv";
    const put = await client.send(
      new PutObjectCommand({
        Bucket: "course-data",
        Key,
        Body: "a,b\n1,2\n",
        ContentType: "text/csv",
        Metadata: { Owner: "Ayu" },
        Tagging: "stage=raw&p=1",
      }),
    );
    expect(put.ETag).toBe(`"${md5("a,b\n1,2\n")}"`);
    const got = await client.send(new GetObjectCommand({ Bucket: "course-data", Key }));
    expect(await got.Body?.transformToString()).toBe("a,b\n1,2\n");
    expect(got).toMatchObject({ ContentType: "text/csv", Metadata: { owner: "Ayu" }, TagCount: 2, ContentLength: 8 });
    const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket: "course-data", Key }));
    expect(TagSet).toEqual([
      { Key: "stage", Value: "raw" },
      { Key: "p", Value: "1" },
    ]);
    const about = await client.send(
      new GetObjectAttributesCommand({
        Bucket: "course-data",
        Key,
        ObjectAttributes: ["ETag", "ObjectSize", "Checksum"],
      }),
    );
    expect(about).toMatchObject({ ETag: md5("a,b\n1,2\n"), ObjectSize: 8 });
  });

  it("sends a stream in chunks", async () => {
    const { Readable } = await import("node:stream");
    const Body = Readable.from([Buffer.from("first "), Buffer.from("second")]);
    await client.send(new PutObjectCommand({ Bucket: "course-data", Key: "stream", Body, ContentLength: 12 }));
    const got = await client.send(new GetObjectCommand({ Bucket: "course-data", Key: "stream" }));
    expect(await got.Body?.transformToString()).toBe("first second");
  });

  it("reads ranges: a piece, an end, and nothing behind the end", async () => {
    await client.send(new PutObjectCommand({ Bucket: "course-data", Key: "r", Body: "0123456789" }));
    const piece = async (Range: string) => {
      const got = await client.send(new GetObjectCommand({ Bucket: "course-data", Key: "r", Range }));
      return [await got.Body?.transformToString(), got.ContentRange, got.$metadata.httpStatusCode];
    };
    expect(await piece("bytes=2-4")).toEqual(["234", "bytes 2-4/10", 206]);
    expect(await piece("bytes=-3")).toEqual(["789", "bytes 7-9/10", 206]);
    expect(await piece("bytes=8-99")).toEqual(["89", "bytes 8-9/10", 206]);
    await expect(piece("bytes=10-")).rejects.toMatchObject({ name: "InvalidRange" });
  });

  it("keeps conditions: not modified, precondition failed, only if nothing is there", async () => {
    const there = { Bucket: "course-data", Key: "c" };
    const { ETag = "" } = await client.send(new PutObjectCommand({ ...there, Body: "1", IfNoneMatch: "*" }));
    await expect(client.send(new PutObjectCommand({ ...there, Body: "2", IfNoneMatch: "*" }))).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    await expect(client.send(new PutObjectCommand({ ...there, Body: "2", IfMatch: '"other"' }))).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    await expect(client.send(new GetObjectCommand({ ...there, IfNoneMatch: ETag }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await client.send(new PutObjectCommand({ ...there, Body: "2", IfMatch: ETag }));
  });

  it("lists by pages, folded at a delimiter, without loss or repetition", async () => {
    const keys = ["l/a", "l/b/1", "l/b/2", "l/c", "l/d/1", "l/e", "l/é", "l/😀", "l/\u{ffee}"];
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: "course-data", Key, Body: Key }));
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2(
      { client, pageSize: 2 },
      { Bucket: "course-data", Prefix: "l/", Delimiter: "/" },
    )) {
      expect(page.KeyCount).toBeLessThanOrEqual(2);
      seen.push(
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
        ...(page.Contents ?? []).map(({ Key }) => Key),
      );
    }
    expect(seen.toSorted()).toEqual(["l/a", "l/b/", "l/c", "l/d/", "l/e", "l/é", "l/😀", "l/\u{ffee}"].toSorted());
    // by bytes of UTF-8: U+FFEE before U+1F600
    const all = await client.send(new ListObjectsV2Command({ Bucket: "course-data", Prefix: "l/", StartAfter: "l/e" }));
    expect(all.Contents?.map(({ Key }) => Key)).toEqual(["l/é", "l/\u{ffee}", "l/😀"]);
  });

  it("keeps versions, hides a deleted object behind a marker and brings it back", async () => {
    const Bucket = "versions-here";
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    const first = await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "one" }));
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "two" }));
    const old = await client.send(new GetObjectCommand({ Bucket, Key: "k", VersionId: first.VersionId }));
    expect(await old.Body?.transformToString()).toBe("one");
    const gone = await client.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
    expect(gone.DeleteMarker).toBe(true);
    await expect(client.send(new GetObjectCommand({ Bucket, Key: "k" }))).rejects.toMatchObject({ name: "NoSuchKey" });
    const listed = await client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2 }));
    expect(listed.IsTruncated).toBe(true);
    expect(listed.DeleteMarkers).toMatchObject([{ Key: "k", IsLatest: true }]);
    const rest = await client.send(
      new ListObjectVersionsCommand({
        Bucket,
        KeyMarker: listed.NextKeyMarker,
        VersionIdMarker: listed.NextVersionIdMarker,
      }),
    );
    expect(rest.Versions).toMatchObject([{ VersionId: first.VersionId }]);
    await client.send(new DeleteObjectCommand({ Bucket, Key: "k", VersionId: gone.VersionId }));
    const back = await client.send(new GetObjectCommand({ Bucket, Key: "k" }));
    expect(await back.Body?.transformToString()).toBe("two");
    await expect(client.deleteBucket({ Bucket })).rejects.toMatchObject({ name: "BucketNotEmpty" });
  });

  it("copies, and refuses to copy an object onto itself unchanged", async () => {
    await client.send(new PutObjectCommand({ Bucket: "course-data", Key: "from ä", Body: "x", Metadata: { a: "1" } }));
    const CopySource = `course-data/${encodeURIComponent("from ä")}`;
    await client.send(new CopyObjectCommand({ Bucket: "course-data", Key: "to", CopySource }));
    expect((await client.send(new HeadObjectCommand({ Bucket: "course-data", Key: "to" }))).Metadata).toEqual({
      a: "1",
    });
    await expect(
      client.send(new CopyObjectCommand({ Bucket: "course-data", Key: "from ä", CopySource })),
    ).rejects.toMatchObject({
      name: "InvalidRequest",
    });
  });

  it("deletes many at once, those that are not there too", async () => {
    await client.send(new PutObjectCommand({ Bucket: "course-data", Key: "many/1", Body: "-" }));
    const { Deleted, Errors } = await client.send(
      new DeleteObjectsCommand({ Bucket: "course-data", Delete: { Objects: [{ Key: "many/1" }, { Key: "many/2" }] } }),
    );
    expect(Deleted).toMatchObject([{ Key: "many/1" }, { Key: "many/2" }]);
    expect(Errors).toBeUndefined();
  });

  it("uploads in parts: the ETag is the MD5 of the parts' MD5s", async () => {
    const at = { Bucket: "course-data", Key: "big" };
    const { UploadId } = await client.createMultipartUpload(at);
    const one = new Uint8Array(5_242_880).fill(65);
    const two = new TextEncoder().encode("the end");
    const Parts = [];
    for (const [index, Body] of [one, two].entries()) {
      const { ETag } = await client.uploadPart({ ...at, UploadId, PartNumber: index + 1, Body });
      Parts.push({ ETag, PartNumber: index + 1 });
    }
    expect((await client.listParts({ ...at, UploadId, MaxParts: 1 })).NextPartNumberMarker).toBe("1");
    expect((await client.listMultipartUploads({ Bucket: at.Bucket })).Uploads).toHaveLength(1);
    await expect(
      client.completeMultipartUpload({ ...at, UploadId, MultipartUpload: { Parts: Parts.toReversed() } }),
    ).rejects.toMatchObject({ name: "InvalidPartOrder" });
    const done = await client.completeMultipartUpload({ ...at, UploadId, MultipartUpload: { Parts } });
    const digests = Buffer.concat([one, two].map((part) => createHash("md5").update(part).digest()));
    expect(done.ETag).toBe(`"${md5(digests)}-2"`);
    const second = await client.send(new GetObjectCommand({ ...at, PartNumber: 2 }));
    expect(await second.Body?.transformToString()).toBe("the end");
    expect((await client.listMultipartUploads({ Bucket: at.Bucket })).Uploads).toBeUndefined();
  });

  it("answers for buckets: tags, policy, location, encryption and what is not there", async () => {
    const Bucket = "course-data";
    await expect(client.getBucketTagging({ Bucket })).rejects.toMatchObject({ name: "NoSuchTagSet" });
    await client.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: "ML project", Value: "churn" }] } });
    expect((await client.getBucketTagging({ Bucket })).TagSet).toEqual([{ Key: "ML project", Value: "churn" }]);
    await client.deleteBucketTagging({ Bucket });
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket", Resource: "*" }],
    });
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await client.getBucketPolicy({ Bucket })).Policy).toBe(Policy);
    await client.deleteBucketPolicy({ Bucket });
    expect((await client.getBucketLocation({ Bucket })).LocationConstraint).toBeUndefined();
    expect((await client.getBucketEncryption({ Bucket })).ServerSideEncryptionConfiguration?.Rules).toHaveLength(1);
    expect((await client.getPublicAccessBlock({ Bucket })).PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(true);
    expect((await client.getBucketVersioning({ Bucket })).Status).toBeUndefined();
    expect((await client.listBuckets({})).Buckets?.map(({ Name }) => Name)).toContain(Bucket);
    await expect(client.headBucket({ Bucket: "nobodys-bucket" })).rejects.toMatchObject({ name: "NotFound" });
    await expect(client.getBucketCors({ Bucket })).rejects.toMatchObject({
      name: "NotImplemented",
      $metadata: { httpStatusCode: 501 },
    });
  });

  it("makes buckets in Jakarta, where asking twice is an error, and sends who asks elsewhere there", async () => {
    const jakarta = new S3({
      endpoint: endpoint.url,
      region: "ap-southeast-3",
      credentials: endpoint.keys,
      forcePathStyle: true,
      maxAttempts: 1,
    });
    await jakarta.createBucket({
      Bucket: "di-jakarta",
      CreateBucketConfiguration: { LocationConstraint: "ap-southeast-3" },
    });
    await expect(
      jakarta.createBucket({
        Bucket: "di-jakarta",
        CreateBucketConfiguration: { LocationConstraint: "ap-southeast-3" },
      }),
    ).rejects.toMatchObject({ name: "BucketAlreadyOwnedByYou" });
    expect((await jakarta.getBucketLocation({ Bucket: "di-jakarta" })).LocationConstraint).toBe("ap-southeast-3");
    await expect(client.listObjectsV2({ Bucket: "di-jakarta" })).rejects.toMatchObject({
      name: "AuthorizationHeaderMalformed",
    });
    jakarta.destroy();
  });

  it("copies a part, and forgets an upload that is given up", async () => {
    const at = { Bucket: "course-data", Key: "in-parts" };
    await client.send(new PutObjectCommand({ Bucket: at.Bucket, Key: "source", Body: "0123456789" }));
    const { UploadId } = await client.createMultipartUpload(at);
    const copied = await client.uploadPartCopy({
      ...at,
      UploadId,
      PartNumber: 1,
      CopySource: `${at.Bucket}/source`,
      CopySourceRange: "bytes=2-5",
    });
    expect(copied.CopyPartResult?.ETag).toBe(`"${md5("2345")}"`);
    await client.abortMultipartUpload({ ...at, UploadId });
    await expect(client.listParts({ ...at, UploadId })).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  it("lists in the old way, with a marker", async () => {
    for (const Key of ["old/1", "old/2", "old/3"]) await client.putObject({ Bucket: "course-data", Key, Body: "-" });
    const first = await client.listObjects({ Bucket: "course-data", Prefix: "old/", MaxKeys: 2 });
    expect(first).toMatchObject({ IsTruncated: true, Contents: [{ Key: "old/1" }, { Key: "old/2" }] });
    const rest = await client.listObjects({ Bucket: "course-data", Prefix: "old/", Marker: "old/2" });
    expect(rest).toMatchObject({ IsTruncated: false, Contents: [{ Key: "old/3" }] });
  });

  it("tags objects, and keeps what a bucket is told of encryption, access and ownership", async () => {
    const at = { Bucket: "course-data", Key: "tagged" };
    await client.putObject({ ...at, Body: "-" });
    await client.putObjectTagging({ ...at, Tagging: { TagSet: [{ Key: "a", Value: "1" }] } });
    expect((await client.getObjectTagging(at)).TagSet).toEqual([{ Key: "a", Value: "1" }]);
    const twice = { TagSet: ["1", "2"].map((Value) => ({ Key: "a", Value })) };
    await expect(client.putObjectTagging({ ...at, Tagging: twice })).rejects.toMatchObject({ name: "InvalidTag" });
    await client.deleteObjectTagging(at);
    expect((await client.getObjectTagging(at)).TagSet ?? []).toEqual([]);
    const Bucket = "kept-documents";
    await client.createBucket({ Bucket });
    const ServerSideEncryptionConfiguration = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const } }],
    };
    await client.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration });
    expect(await client.getBucketEncryption({ Bucket })).toMatchObject({ ServerSideEncryptionConfiguration });
    await client.deleteBucketEncryption({ Bucket });
    await client.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: false } });
    expect((await client.getPublicAccessBlock({ Bucket })).PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(false);
    await client.deletePublicAccessBlock({ Bucket });
    await client.putBucketOwnershipControls({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    });
    expect((await client.getBucketOwnershipControls({ Bucket })).OwnershipControls?.Rules).toHaveLength(1);
    expect((await client.getBucketAcl({ Bucket })).Grants).toMatchObject([{ Permission: "FULL_CONTROL" }]);
    expect((await client.getObjectAcl(at)).Grants).toHaveLength(1);
    await client.deleteBucket({ Bucket });
    await expect(client.getBucketAcl({ Bucket })).rejects.toMatchObject({ name: "NoSuchBucket" });
  });

  it("refuses a wrong secret, an unknown key and a clock that is off", async () => {
    const as = (credentials: { accessKeyId: string; secretAccessKey: string }, systemClockOffset = 0) =>
      new S3({
        endpoint: endpoint.url,
        region: "us-east-1",
        credentials,
        forcePathStyle: true,
        maxAttempts: 1,
        systemClockOffset,
      });
    await expect(as({ ...endpoint.keys, secretAccessKey: "wrong" }).listBuckets({})).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
    });
    await expect(as({ accessKeyId: "AKIANOBODY", secretAccessKey: "x" }).listBuckets({})).rejects.toMatchObject({
      name: "InvalidAccessKeyId",
    });
    await expect(as(endpoint.keys, 3_600_000).listBuckets({})).rejects.toMatchObject({ name: "RequestTimeTooSkewed" });
  });
});

describe.skipIf(python === undefined)("S3 through boto3", () => {
  it("puts, pages, reads and writes an address that was signed before", async () => {
    await boto.call("s3", "PutObject", {
      Bucket: "course-data",
      Key: "b/ü 1.txt",
      Body: new TextEncoder().encode("halo"),
    });
    await boto.call("s3", "PutObject", { Bucket: "course-data", Key: "b/2", Body: new TextEncoder().encode("dua") });
    const pages = await boto.paginate("s3", "ListObjectsV2", {
      Bucket: "course-data",
      Prefix: "b/",
      PaginationConfig: { PageSize: 1 },
    });
    expect(pages).toMatchObject({ output: [{ Contents: [{ Key: "b/2" }] }, { Contents: [{ Key: "b/ü 1.txt" }] }] });
    const address = await boto.presign("s3", "GetObject", { Bucket: "course-data", Key: "b/ü 1.txt" });
    const url = "output" in address ? String(address.output) : "";
    expect(await (await fetch(url)).text()).toBe("halo");
    expect((await fetch(url.replace("b/", "c/"))).status).toBe(403);
    const missing = await boto.call("s3", "GetObject", { Bucket: "course-data", Key: "nothing" });
    expect(missing).toMatchObject({ error: { code: "NoSuchKey", status: 404 } });
    expect(await boto.wait("s3", "ObjectExists", { Bucket: "course-data", Key: "b/2" })).toEqual({
      id: expect.anything(),
      output: null,
    });
  });

  it("sends a large file in parts by itself", async () => {
    const Body = new Uint8Array(11_000_000).fill(7);
    expect(await boto.upload({ Bucket: "course-data", Key: "large", Body })).toMatchObject({ output: null });
    const head = await boto.call("s3", "HeadObject", { Bucket: "course-data", Key: "large" });
    expect(head).toMatchObject({ output: { ContentLength: 11_000_000, ETag: expect.stringMatching(/-3"$/) } });
  });
});

describe.skipIf(!hasCli)("S3 through the CLI", () => {
  it("copies, lists and removes as `aws s3` does", async () => {
    const put = await awsCli({
      endpoint,
      args: ["s3", "cp", "-", "s3://course-data/cli/a.txt"],
      stdin: "from the shell",
    });
    expect(put).toMatchObject({ status: 0 });
    const list = await awsCli({ endpoint, args: ["s3", "ls", "s3://course-data/cli/"] });
    expect(list.stdout).toMatch(/14 a\.txt/);
    const read = await awsCli({ endpoint, args: ["s3", "cp", "s3://course-data/cli/a.txt", "-"] });
    expect(read.stdout).toContain("from the shell");
    expect(await awsCli({ endpoint, args: ["s3", "rm", "s3://course-data/cli/", "--recursive"] })).toMatchObject({
      status: 0,
    });
  });
});

describe("S3 in the page, without a wire", () => {
  it("answers every request above as it answered the clients", async () => {
    const { answered, differences } = await replayInPage({ endpoint, service: "s3" });
    expect(differences).toEqual([]);
    inPage = answered;
    expect(answered.toSorted()).toEqual(Object.keys(s3.operations).toSorted());
  });
});

describe.skipIf(python === undefined)("AWS's own model of S3", () => {
  it("allows every answer that was given above", async () => {
    expect(endpoint.seen.length).toBeGreaterThan(90);
    expect(await boto.problemsOf(endpoint.seen.filter(({ service }) => service === "s3"))).toEqual([]);
    expect(endpoint.seen.filter(({ error }) => error !== undefined)).toEqual([]);
  });
});
