import type {
  AddTagsCommandInput,
  AddTagsCommandOutput,
  DeleteTagsCommandInput,
  DeleteTagsCommandOutput,
  ListTagsCommandInput,
  ListTagsCommandOutput,
} from "@aws-sdk/client-sagemaker";
import { pageOf } from "#cloud/core/paging.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { type TagList, type Tags, tagList, tagsOf, withoutTags } from "#cloud/core/tags.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";

/** Tags of everything in SageMaker, by ARN; who makes a resource puts its tags here. */
export function putTags(context: Context, arn: string, given: TagList | undefined): void {
  context.table<Tags>("tags").put(arn, tagsOf(given));
}

export function tagsFor(context: Context, arn: string): Tags {
  return context.table<Tags>("tags").find(arn) ?? {};
}

export function dropTags(context: Context, arn: string): void {
  context.table<Tags>("tags").delete(arn);
}

function known(context: Context, arn: string | undefined): Tags {
  const tags = context.table<Tags>("tags").find(arn ?? "");
  if (tags === undefined) throw refuse.invalid(`Could not find resource ${arn ?? ""}`);
  return tags;
}

export const addTags: Operation<AddTagsCommandInput, AddTagsCommandOutput> = (context, input) => {
  const tags = { ...known(context, input.ResourceArn), ...tagsOf(input.Tags) };
  if (Object.keys(tags).length > 50) throw refuse.invalid("The number of tags on a resource may not exceed 50");
  context.table<Tags>("tags").put(input.ResourceArn ?? "", tags);
  return { Tags: tagList(tags) };
};

export const deleteTags: Operation<DeleteTagsCommandInput, DeleteTagsCommandOutput> = (context, input) => {
  const tags = known(context, input.ResourceArn);
  context.table<Tags>("tags").put(input.ResourceArn ?? "", withoutTags(tags, input.TagKeys ?? []));
  return {};
};

export const listTags: Operation<ListTagsCommandInput, ListTagsCommandOutput> = (context, input) => {
  const { items, nextToken } = pageOf({
    items: tagList(known(context, input.ResourceArn)),
    keyOf: ({ Key }) => Key,
    limit: input.MaxResults ?? 50,
    token: input.NextToken,
    invalid: () => refuse.invalid("The token provided is not valid"),
  });
  return { Tags: [...items], ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
};
