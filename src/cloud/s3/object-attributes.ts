import type { Tags } from "#cloud/core/tags.ts";
import { decoded, queryPairs } from "#cloud/wire/message.ts";
import type { Version } from "./bucket.ts";
import { refuse } from "./refuse.ts";

export type GivenAttributes = Pick<Version, "contentType" | "headers" | "metadata" | "storageClass" | "tags">;

const HEADERS = [
  "CacheControl",
  "ContentDisposition",
  "ContentEncoding",
  "ContentLanguage",
  "Expires",
  "WebsiteRedirectLocation",
] as const;

/** What a request says of an object beside its bytes. */
export function attributesOf(input: {
  readonly ContentType?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly Metadata?: Record<string, string> | undefined;
  readonly StorageClass?: string | undefined;
  readonly Tagging?: string | undefined;
}): GivenAttributes {
  const headers = HEADERS.flatMap((name): [string, string][] => {
    const value = input[name];
    if (value === undefined || value === "") return [];
    return [[name, value instanceof Date ? value.toUTCString() : value]];
  });
  return {
    contentType: input.ContentType ?? "binary/octet-stream",
    headers: Object.fromEntries(headers),
    metadata: Object.fromEntries(
      Object.entries(input.Metadata ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    storageClass: input.StorageClass ?? "STANDARD",
    tags: tagsOfHeader(input.Tagging),
  };
}

/** `a=1&b=2`, as the header x-amz-tagging writes tags. */
function tagsOfHeader(text: string | undefined): Tags {
  return checkedTags(
    queryPairs((text ?? "").replaceAll("+", "%20")).map(([Key, Value]) => ({ Key, Value })),
    10,
  );
}

/** Tags as S3 takes them: keys once each, no more than it keeps. */
export function checkedTags(
  list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
  most: number,
): Tags {
  const tags: Record<string, string> = {};
  if (list.length > most)
    throw refuse.invalidTag(
      most === 10 ? "Object tags cannot be greater than 10" : "Bucket tag count cannot be greater than 50",
    );
  for (const { Key = "", Value = "" } of list) {
    if (Object.hasOwn(tags, Key)) throw refuse.invalidTag("Cannot provide multiple Tags with the same key");
    if (Key === "" || Key.length > 128) throw refuse.invalidTag("The TagKey you have provided is invalid");
    if (Value.length > 256) throw refuse.invalidTag("The TagValue you have provided is invalid");
    if (Key.startsWith("aws:")) throw refuse.invalidTag("System tags cannot be added/updated by requester");
    tags[Key] = Value;
  }
  return tags;
}

/** `bucket/key?versionId=…`, percent-encoded, with or without a slash in front. */
export function copySource(text: string): {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
} {
  const [path = "", query = ""] = text.split(/\?(?=versionId=)/);
  const plain = decoded(path).replace(/^\//, "");
  const slash = plain.indexOf("/");
  if (slash < 1 || slash === plain.length - 1) {
    throw refuse.invalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", {
      ArgumentName: "x-amz-copy-source",
      ArgumentValue: text,
    });
  }
  return {
    bucket: plain.slice(0, slash),
    key: plain.slice(slash + 1),
    versionId: new Map(queryPairs(query)).get("versionId"),
  };
}
