import type { InvokeEndpointCommandInput, InvokeEndpointCommandOutput } from "@aws-sdk/client-sagemaker-runtime";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { utf8Text } from "#cloud/core/utf-8-text.ts";
import { AlgorithmFailure } from "#cloud/sagemaker/algorithms/algorithm-failure.ts";
import { parseNumberCsv } from "#cloud/sagemaker/algorithms/number-table.ts";
import { type Endpoint, endpoints, type Variant } from "#cloud/sagemaker/hosting/endpoint.ts";
import { loadedAlgorithm } from "#cloud/sagemaker/hosting/hosted-model.ts";
import { tagsFor } from "#cloud/sagemaker/tags/tag-operations.ts";
import { EngineError } from "#engine/core/errors.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";

/** ASSUMPTION: how long a serverless container works on one request. */
const SERVERLESS_SECONDS = 0.05;

type Input = Omit<InvokeEndpointCommandInput, "Body"> & { readonly Body?: Uint8Array };
type Output = Omit<InvokeEndpointCommandOutput, "Body"> & { readonly Body: Uint8Array };

export const invokeEndpoint: Operation<Input, Output> = (context, input) => {
  const endpoint = endpoints(context).find(input.EndpointName ?? "");
  if (endpoint === undefined || endpoint.variants.length === 0 || endpoint.status === "Deleting") {
    throw invalid(`Endpoint ${input.EndpointName} of account ${context.accountId} not found.`);
  }
  const variant = chooseVariant(context, { endpoint, target: input.TargetVariant });
  const { contentType, body } = answerOf(context, { endpoint, variant, input });
  const memory = variant.asked.ServerlessConfig?.MemorySizeInMB;
  if (memory !== undefined) {
    context.bill.add({
      price: "sagemaker-serverless/gb-second",
      resource: endpoint.arn,
      operation: "InvokeEndpoint",
      quantity: (memory / 1024) * SERVERLESS_SECONDS,
      tags: tagsFor(context, endpoint.arn),
    });
  }
  return {
    Body: utf8Bytes(body),
    ContentType: contentType,
    InvokedProductionVariant: variant.name,
    ...(input.CustomAttributes === undefined ? {} : { CustomAttributes: input.CustomAttributes }),
  };
};

/** The one that is asked for, or one by chance as its weight is among all weights. */
function chooseVariant(
  context: Context,
  { endpoint, target }: { readonly endpoint: Endpoint; readonly target: string | undefined },
): Variant {
  if (target !== undefined) {
    const found = endpoint.variants.find(({ name }) => name === target);
    if (found === undefined) throw invalid(`Variant ${target} not found for Request`);
    return found;
  }
  const total = endpoint.variants.reduce((sum, { weight }) => sum + weight, 0);
  let left = context.rng.uniform() * total;
  for (const variant of endpoint.variants) {
    left -= variant.weight;
    if (left < 0) return variant;
  }
  throw invalid(`No variant of ${endpoint.name} has a weight above 0`);
}

function answerOf(
  context: Context,
  { endpoint, variant, input }: { readonly endpoint: Endpoint; readonly variant: Variant; readonly input: Input },
) {
  const type = (input.ContentType ?? "text/csv").split(";")[0]?.trim();
  if (type !== "text/csv") {
    throw modelError(context, endpoint, {
      status: 415,
      text: `Content-type ${type} not supported. Supported content-type is text/csv`,
    });
  }
  try {
    const rows = parseNumberCsv(utf8Text(input.Body ?? new Uint8Array()));
    return loadedAlgorithm(variant.loaded).predict({ model: variant.loaded.model, rows });
  } catch (error) {
    if (error instanceof AlgorithmFailure || error instanceof EngineError) {
      throw modelError(context, endpoint, { status: 400, text: error.message });
    }
    throw error;
  }
}

function modelError(
  { region, accountId }: Context,
  { name }: Endpoint,
  { status, text }: { readonly status: number; readonly text: string },
): AwsError {
  const logs = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=/aws/sagemaker/Endpoints/${name}`;
  const message = `Received client error (${status}) from primary with message "${text}". See ${logs} in account ${accountId} for more information.`;
  return new AwsError("ModelError", message, {
    status: 424,
    fields: { OriginalStatusCode: status, OriginalMessage: text },
  });
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message, { status: 400 });
}
