import type {
  DeleteBucketPolicyCommandInput,
  DeleteBucketPolicyCommandOutput,
  DeleteBucketTaggingCommandInput,
  DeleteBucketTaggingCommandOutput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyCommandOutput,
  GetBucketTaggingCommandInput,
  GetBucketTaggingCommandOutput,
  PutBucketPolicyCommandInput,
  PutBucketPolicyCommandOutput,
  PutBucketTaggingCommandInput,
  PutBucketTaggingCommandOutput,
} from "@aws-sdk/client-s3";
import type { AnyOperation, Context, Operation } from "#cloud/core/service.ts";
import { tagList } from "#cloud/core/tags.ts";
import { buckets, getBucket } from "./bucket.ts";
import { checkedTags } from "./object-attributes.ts";
import { refuse } from "./refuse.ts";

export const getBucketTagging: Operation<GetBucketTaggingCommandInput, GetBucketTaggingCommandOutput> = (
  context,
  input,
) => {
  const { name, tags } = getBucket(context, input);
  if (tags === undefined) throw refuse.noSuchDocument("NoSuchTagSet", "The TagSet does not exist", name);
  return { TagSet: tagList(tags) };
};

export const putBucketTagging: Operation<PutBucketTaggingCommandInput, PutBucketTaggingCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  buckets(context).put(bucket.name, { ...bucket, tags: checkedTags(input.Tagging?.TagSet ?? [], 50) });
  return {};
};

export const deleteBucketTagging: Operation<DeleteBucketTaggingCommandInput, DeleteBucketTaggingCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  buckets(context).put(bucket.name, { ...bucket, tags: undefined });
  return {};
};

export const getBucketPolicy: Operation<GetBucketPolicyCommandInput, GetBucketPolicyCommandOutput> = (
  context,
  input,
) => {
  const { name, policy } = getBucket(context, input);
  if (policy === undefined) throw refuse.noSuchDocument("NoSuchBucketPolicy", "The bucket policy does not exist", name);
  return { Policy: policy };
};

/** A policy of a bucket is asked beside those of the caller: IAM's guard reads it here. */
export const putBucketPolicy: Operation<PutBucketPolicyCommandInput, PutBucketPolicyCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  const policy = input.Policy ?? "";
  if (!isPolicy(policy)) throw refuse.malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  buckets(context).put(bucket.name, { ...bucket, policy });
  return {};
};

export const deleteBucketPolicy: Operation<DeleteBucketPolicyCommandInput, DeleteBucketPolicyCommandOutput> = (
  context,
  input,
) => {
  const bucket = getBucket(context, input);
  buckets(context).put(bucket.name, { ...bucket, policy: undefined });
  return {};
};

/** Put, get and delete of a document that a bucket keeps under one member of the request. */
export function documentOperations({
  member,
  isOutputFlat = false,
  missing,
  standard,
}: {
  /** The member of Put's input and, unless the output is flat, of Get's output. */
  readonly member: string;
  /** The output has the document's own members. */
  readonly isOutputFlat?: boolean;
  /** What Get answers without one … */
  readonly missing?: { readonly code: string; readonly message: string };
  /** … or what every bucket has from the beginning. */
  readonly standard?: object;
}): { readonly put: AnyOperation; readonly get: AnyOperation; readonly remove: AnyOperation } {
  type Input = { readonly Bucket?: string } & Readonly<Record<string, unknown>>;
  return {
    put: (context: Context, input: Input) => {
      const bucket = getBucket(context, input);
      const document = input[member];
      if (typeof document !== "object" || document === null) throw refuse.malformedXml();
      buckets(context).put(bucket.name, { ...bucket, documents: { ...bucket.documents, [member]: document } });
      return {};
    },
    get: (context: Context, input: Input) => {
      const bucket = getBucket(context, input);
      const document = bucket.documents[member] ?? standard;
      if (document === undefined && missing !== undefined)
        throw refuse.noSuchDocument(missing.code, missing.message, bucket.name);
      return isOutputFlat ? { ...document } : { [member]: document };
    },
    remove: (context: Context, input: Input) => {
      const bucket = getBucket(context, input);
      const { [member]: _gone, ...documents } = bucket.documents;
      buckets(context).put(bucket.name, { ...bucket, documents });
      return {};
    },
  };
}

function isPolicy(text: string): boolean {
  try {
    const policy: unknown = JSON.parse(text);
    return typeof policy === "object" && policy !== null && "Statement" in policy;
  } catch {
    return false;
  }
}
