import type {
  CreateModelCommandInput,
  CreateModelCommandOutput,
  DeleteModelCommandInput,
  DeleteModelCommandOutput,
  DescribeModelCommandInput,
  DescribeModelCommandOutput,
  ListModelsCommandInput,
  ListModelsCommandOutput,
} from "@aws-sdk/client-sagemaker";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { listPage } from "#cloud/sagemaker/list-page.ts";
import { listUnder } from "#cloud/sagemaker/read-channel.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";
import { dropTags, putTags } from "#cloud/sagemaker/tags/tag-operations.ts";
import { containerOf, type HostedModel, hostedModels, imageAlgorithm } from "./hosted-model.ts";

export const createModel: Operation<CreateModelCommandInput, CreateModelCommandOutput> = async (context, input) => {
  const name = input.ModelName ?? "";
  const arn = context.arn(`model/${name.toLowerCase()}`);
  context.passRole({ roleArn: input.ExecutionRoleArn ?? "", service: "sagemaker.amazonaws.com" });
  if (hostedModels(context).has(name)) throw refuse.invalid(`Cannot create already existing model "${arn}".`);
  const container = containerOf(input);
  if (container === undefined) throw refuse.invalid("One of PrimaryContainer and Containers has to be specified");
  if ((input.Containers?.length ?? 1) > 1) throw refuse.invalid("Inference pipelines are not part of this simulator");
  if (imageAlgorithm(context, container.Image) === undefined) {
    throw refuse.invalid(
      `The image ${container.Image} is not one that this simulator can run in ${context.region}: it has the built-in images of XGBoost, Linear Learner, k-means and k-NN`,
    );
  }
  const uri = container.ModelDataUrl ?? "";
  const isThere = await listUnder(context, { uri, roleArn: input.ExecutionRoleArn ?? "" }).then(
    ({ keys }) => keys.length > 0,
    (error: unknown) => {
      if (error instanceof AwsError) return false;
      throw error;
    },
  );
  if (!isThere) throw refuse.invalid(`Could not find model data at ${uri}.`);
  const now = context.now();
  putTags(context, arn, input.Tags);
  hostedModels(context).put(name, { name, arn, input, status: "", createdAt: now, modifiedAt: now });
  return { ModelArn: arn };
};

export const describeModel: Operation<DescribeModelCommandInput, DescribeModelCommandOutput> = (context, input) => {
  const row = get(context, input.ModelName);
  const { Tags: _tags, ...asked } = row.input;
  return {
    ...asked,
    ModelName: row.name,
    ModelArn: row.arn,
    CreationTime: new Date(row.createdAt),
    EnableNetworkIsolation: asked.EnableNetworkIsolation ?? false,
  };
};

export const listModels: Operation<ListModelsCommandInput, ListModelsCommandOutput> = (context, input) => {
  const { items, rest } = listPage({ rows: hostedModels(context).rows(), input, order: "Descending" });
  return {
    Models: items.map(({ name, arn, createdAt }) => ({
      ModelName: name,
      ModelArn: arn,
      CreationTime: new Date(createdAt),
    })),
    ...rest,
  };
};

export const deleteModel: Operation<DeleteModelCommandInput, DeleteModelCommandOutput> = (context, input) => {
  const row = get(context, input.ModelName);
  hostedModels(context).delete(row.name);
  dropTags(context, row.arn);
  return {};
};

function get(context: Context, name: string | undefined): HostedModel {
  const row = hostedModels(context).find(name ?? "");
  if (row === undefined)
    throw refuse.invalid(`Could not find model "${context.arn(`model/${(name ?? "").toLowerCase()}`)}".`);
  return row;
}
