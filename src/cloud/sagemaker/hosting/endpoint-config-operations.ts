import type {
  CreateEndpointConfigCommandInput,
  CreateEndpointConfigCommandOutput,
  DeleteEndpointConfigCommandInput,
  DeleteEndpointConfigCommandOutput,
  DescribeEndpointConfigCommandInput,
  DescribeEndpointConfigCommandOutput,
  ListEndpointConfigsCommandInput,
  ListEndpointConfigsCommandOutput,
} from "@aws-sdk/client-sagemaker";
import type { Context, Operation } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import { priceTable } from "#cloud/prices/price-table.ts";
import { listPage } from "#cloud/sagemaker/list-page.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";
import { dropTags, putTags } from "#cloud/sagemaker/tags/tag-operations.ts";
import { hostedModels } from "./hosted-model.ts";

export type EndpointConfig = {
  readonly name: string;
  readonly arn: string;
  readonly input: CreateEndpointConfigCommandInput;
  readonly status: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
};

export function endpointConfigs(context: Context): Table<EndpointConfig> {
  return context.table<EndpointConfig>("endpoint-configs");
}

export function getEndpointConfig(context: Context, name: string | undefined): EndpointConfig {
  const row = endpointConfigs(context).find(name ?? "");
  if (row !== undefined) return row;
  const arn = context.arn(`endpoint-config/${(name ?? "").toLowerCase()}`);
  throw refuse.invalid(`Could not find endpoint configuration "${arn}".`);
}

export const createEndpointConfig: Operation<CreateEndpointConfigCommandInput, CreateEndpointConfigCommandOutput> = (
  context,
  input,
) => {
  const name = input.EndpointConfigName ?? "";
  const arn = context.arn(`endpoint-config/${name.toLowerCase()}`);
  if (endpointConfigs(context).has(name)) {
    throw refuse.invalid(`Cannot create already existing endpoint configuration "${arn}".`);
  }
  for (const member of ["AsyncInferenceConfig", "ShadowProductionVariants", "DataCaptureConfig"] as const) {
    if (input[member] !== undefined) throw refuse.invalid(`${member} is not part of this simulator`);
  }
  const names = (input.ProductionVariants ?? []).map(({ VariantName }) => VariantName);
  if (new Set(names).size < names.length) throw refuse.invalid("Production variant names must be unique");
  for (const variant of input.ProductionVariants ?? []) {
    const { ModelName = "", InstanceType, InitialInstanceCount, ServerlessConfig } = variant;
    if (!hostedModels(context).has(ModelName)) {
      throw refuse.invalid(`Could not find model "${context.arn(`model/${ModelName.toLowerCase()}`)}".`);
    }
    if (ServerlessConfig !== undefined) continue;
    if (InstanceType === undefined || InitialInstanceCount === undefined) {
      throw refuse.invalid("A production variant needs InstanceType and InitialInstanceCount, or a ServerlessConfig");
    }
    if (!Object.hasOwn(priceTable.rows, `sagemaker-hosting/${InstanceType}`)) {
      throw refuse.limit(
        `The account-level service limit '${InstanceType} for endpoint usage' is 0 Instances, with current utilization of 0 Instances and a request delta of ${InitialInstanceCount} Instances.`,
      );
    }
  }
  const now = context.now();
  putTags(context, arn, input.Tags);
  endpointConfigs(context).put(name, { name, arn, input, status: "", createdAt: now, modifiedAt: now });
  return { EndpointConfigArn: arn };
};

export const describeEndpointConfig: Operation<
  DescribeEndpointConfigCommandInput,
  DescribeEndpointConfigCommandOutput
> = (context, input) => {
  const row = getEndpointConfig(context, input.EndpointConfigName);
  const { Tags: _tags, ProductionVariants: variants = [], ...asked } = row.input;
  return {
    ...asked,
    EndpointConfigName: row.name,
    EndpointConfigArn: row.arn,
    ProductionVariants: variants.map((variant) => ({ InitialVariantWeight: 1, ...variant })),
    CreationTime: new Date(row.createdAt),
  };
};

export const listEndpointConfigs: Operation<ListEndpointConfigsCommandInput, ListEndpointConfigsCommandOutput> = (
  context,
  input,
) => {
  const { items, rest } = listPage({ rows: endpointConfigs(context).rows(), input, order: "Descending" });
  return {
    EndpointConfigs: items.map(({ name, arn, createdAt }) => ({
      EndpointConfigName: name,
      EndpointConfigArn: arn,
      CreationTime: new Date(createdAt),
    })),
    ...rest,
  };
};

export const deleteEndpointConfig: Operation<DeleteEndpointConfigCommandInput, DeleteEndpointConfigCommandOutput> = (
  context,
  input,
) => {
  const row = getEndpointConfig(context, input.EndpointConfigName);
  endpointConfigs(context).delete(row.name);
  dropTags(context, row.arn);
  return {};
};
