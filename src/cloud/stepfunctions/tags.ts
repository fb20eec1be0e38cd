import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  Tag,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from "@aws-sdk/client-sfn";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { type Tags, withoutTags } from "#cloud/core/tags.ts";
import { activities } from "./activity.ts";
import { checkType, machines } from "./machine.ts";
import { noSuchResource } from "./refuse.ts";

/** This service spells its tags small. */
export function tagsFrom(list: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((list ?? []).map(({ key = "", value = "" }) => [key, value]));
}

const mostTags = 50;

function tagged(context: Context, arn: string): { readonly tags: Tags; readonly put: (tags: Tags) => void } {
  checkType(arn, "stateMachine", "activity");
  for (const table of [machines(context), activities(context)]) {
    const tags = table.find(arn)?.tags;
    if (tags === undefined) continue;
    return {
      tags,
      put: (next) => {
        machines(context).change(arn, (row) => ({ ...row, tags: next }));
        activities(context).change(arn, (row) => ({ ...row, tags: next }));
      },
    };
  }
  throw noSuchResource(arn);
}

export const tagResource: Operation<TagResourceCommandInput, TagResourceCommandOutput> = (context, input) => {
  const { tags, put } = tagged(context, input.resourceArn ?? "");
  const next = { ...tags, ...tagsFrom(input.tags) };
  if (Object.keys(next).length > mostTags) {
    throw new AwsError("TooManyTags", `Too many tags: '${Object.keys(next).length}'`, {
      fields: { resourceName: input.resourceArn },
    });
  }
  put(next);
  return {};
};

export const untagResource: Operation<UntagResourceCommandInput, UntagResourceCommandOutput> = (context, input) => {
  const { tags, put } = tagged(context, input.resourceArn ?? "");
  put(withoutTags(tags, input.tagKeys ?? []));
  return {};
};

export const listTagsForResource: Operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput> = (
  context,
  input,
) => {
  const { tags } = tagged(context, input.resourceArn ?? "");
  return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
};
