import type {
  CreateEndpointCommandInput,
  CreateEndpointCommandOutput,
  DeleteEndpointCommandInput,
  DeleteEndpointCommandOutput,
  DescribeEndpointCommandInput,
  DescribeEndpointCommandOutput,
  ListEndpointsCommandInput,
  ListEndpointsCommandOutput,
  UpdateEndpointCommandInput,
  UpdateEndpointCommandOutput,
  UpdateEndpointWeightsAndCapacitiesCommandInput,
  UpdateEndpointWeightsAndCapacitiesCommandOutput,
} from "@aws-sdk/client-sagemaker";
import type { Operation } from "#cloud/core/service.ts";
import { listPage } from "#cloud/sagemaker/list-page.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";
import { putTags } from "#cloud/sagemaker/tags/tag-operations.ts";
import { type Endpoint, endpoints, getEndpoint } from "./endpoint.ts";
import { getEndpointConfig } from "./endpoint-config-operations.ts";

const DEPLOY_MS = 180_000;
const WEIGHTS_MS = 30_000;
const DELETE_MS = 15_000;

export const createEndpoint: Operation<CreateEndpointCommandInput, CreateEndpointCommandOutput> = (context, input) => {
  const name = input.EndpointName ?? "";
  const arn = context.arn(`endpoint/${name.toLowerCase()}`);
  if (endpoints(context).has(name)) throw refuse.invalid(`Cannot create already existing endpoint "${arn}".`);
  const config = getEndpointConfig(context, input.EndpointConfigName);
  if (input.DeploymentConfig !== undefined) throw refuse.invalid("DeploymentConfig is not part of this simulator");
  const now = context.now();
  putTags(context, arn, input.Tags);
  endpoints(context).put(name, {
    name,
    arn,
    configName: config.name,
    nextConfigName: config.name,
    status: "Creating",
    failureReason: undefined,
    variants: [],
    createdAt: now,
    modifiedAt: now,
    nextEvent: context.at(now + DEPLOY_MS, { event: "endpoint-deploy", data: name }),
  });
  return { EndpointArn: arn };
};

export const describeEndpoint: Operation<DescribeEndpointCommandInput, DescribeEndpointCommandOutput> = (
  context,
  input,
) => {
  const row = getEndpoint(context, input.EndpointName);
  return {
    EndpointName: row.name,
    EndpointArn: row.arn,
    EndpointConfigName: row.configName,
    EndpointStatus: row.status,
    ...(row.failureReason === undefined ? {} : { FailureReason: row.failureReason }),
    CreationTime: new Date(row.createdAt),
    LastModifiedTime: new Date(row.modifiedAt),
    ...(row.variants.length === 0
      ? {}
      : {
          ProductionVariants: row.variants.map(({ name, asked, image, weight, instanceCount }) => ({
            VariantName: name,
            DeployedImages: [{ SpecifiedImage: image, ResolutionTime: new Date(row.createdAt) }],
            CurrentWeight: weight,
            DesiredWeight: weight,
            ...(asked.ServerlessConfig === undefined
              ? { CurrentInstanceCount: instanceCount, DesiredInstanceCount: instanceCount }
              : { CurrentServerlessConfig: asked.ServerlessConfig }),
          })),
        }),
  };
};

export const listEndpoints: Operation<ListEndpointsCommandInput, ListEndpointsCommandOutput> = (context, input) => {
  const { items, rest } = listPage({ rows: endpoints(context).rows(), input, order: "Descending" });
  return {
    Endpoints: items.map((row) => ({
      EndpointName: row.name,
      EndpointArn: row.arn,
      EndpointStatus: row.status,
      CreationTime: new Date(row.createdAt),
      LastModifiedTime: new Date(row.modifiedAt),
    })),
    ...rest,
  };
};

export const updateEndpoint: Operation<UpdateEndpointCommandInput, UpdateEndpointCommandOutput> = (context, input) => {
  const row = changeable(getEndpoint(context, input.EndpointName));
  const config = getEndpointConfig(context, input.EndpointConfigName);
  if (input.DeploymentConfig !== undefined) throw refuse.invalid("DeploymentConfig is not part of this simulator");
  const now = context.now();
  endpoints(context).put(row.name, {
    ...row,
    status: "Updating",
    nextConfigName: config.name,
    modifiedAt: now,
    nextEvent: context.at(now + DEPLOY_MS, { event: "endpoint-deploy", data: row.name }),
  });
  return { EndpointArn: row.arn };
};

export const updateEndpointWeightsAndCapacities: Operation<
  UpdateEndpointWeightsAndCapacitiesCommandInput,
  UpdateEndpointWeightsAndCapacitiesCommandOutput
> = (context, input) => {
  const row = changeable(getEndpoint(context, input.EndpointName));
  const desired = input.DesiredWeightsAndCapacities ?? [];
  for (const { VariantName } of desired) {
    if (row.variants.some(({ name }) => name === VariantName)) continue;
    throw refuse.invalid(
      `The variant name(s) "${VariantName}" is/are not present within endpoint configuration "${row.configName}".`,
    );
  }
  const now = context.now();
  endpoints(context).put(row.name, {
    ...row,
    status: "Updating",
    modifiedAt: now,
    nextEvent: context.at(now + WEIGHTS_MS, { event: "endpoint-weights", data: { name: row.name, desired } }),
  });
  return { EndpointArn: row.arn };
};

export const deleteEndpoint: Operation<DeleteEndpointCommandInput, DeleteEndpointCommandOutput> = (context, input) => {
  const row = getEndpoint(context, input.EndpointName);
  if (row.nextEvent !== undefined) context.cancel(row.nextEvent);
  const now = context.now();
  const nextEvent = context.at(now + DELETE_MS, { event: "endpoint-deleted", data: row.name });
  endpoints(context).put(row.name, { ...row, status: "Deleting", modifiedAt: now, nextEvent });
  return {};
};

function changeable(row: Endpoint): Endpoint {
  if (row.status === "InService") return row;
  throw refuse.invalid(`Cannot update in-progress endpoint "${row.arn}".`);
}
