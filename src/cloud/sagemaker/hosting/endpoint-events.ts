import type { DesiredWeightAndCapacity } from "@aws-sdk/client-sagemaker";
import type { Context } from "#cloud/core/service.ts";
import { dropTags } from "#cloud/sagemaker/tags/tag-operations.ts";
import { billVariants, type Endpoint, endBill, endpoints, type Variant } from "./endpoint.ts";
import { endpointConfigs } from "./endpoint-config-operations.ts";
import { containerOf, hostedModels, loadHostedModel } from "./hosted-model.ts";

/** Containers have started: their models are read, and the new variants take over from the old. */
export async function deploy(context: Context, name: string): Promise<void> {
  const row = endpoints(context).find(name);
  if (row === undefined || (row.status !== "Creating" && row.status !== "Updating")) return;
  const asked = endpointConfigs(context).find(row.nextConfigName)?.input.ProductionVariants ?? [];
  const variants: Variant[] = [];
  let failure = asked.length === 0 ? `Could not find endpoint configuration "${row.nextConfigName}".` : undefined;
  for (const variant of asked) {
    const model = variant.ModelName ?? "";
    const loaded = await loadHostedModel(context, model);
    const container = hostedModels(context).find(model)?.input;
    if ("failure" in loaded) failure = loaded.failure;
    else
      variants.push({
        name: variant.VariantName ?? "",
        asked: variant,
        image: (container === undefined ? undefined : containerOf(container)?.Image) ?? "",
        weight: variant.InitialVariantWeight ?? 1,
        instanceCount: variant.InitialInstanceCount ?? 1,
        loaded,
      });
  }
  if (failure !== undefined) {
    // A change that fails leaves what answered before.
    const status = row.status === "Creating" ? "Failed" : "InService";
    settle(context, { ...row, status, failureReason: failure, nextConfigName: row.configName });
    return;
  }
  endBill(context, row);
  const changed: Endpoint = {
    ...row,
    status: "InService",
    failureReason: undefined,
    variants,
    configName: row.nextConfigName,
  };
  billVariants(context, changed);
  settle(context, changed);
}

export function reweigh(
  context: Context,
  { name, desired }: { readonly name: string; readonly desired: readonly DesiredWeightAndCapacity[] },
): void {
  const row = endpoints(context).find(name);
  if (row?.status !== "Updating") return;
  endBill(context, row);
  const variants = row.variants.map((variant) => {
    const change = desired.find(({ VariantName }) => VariantName === variant.name);
    return {
      ...variant,
      weight: change?.DesiredWeight ?? variant.weight,
      instanceCount: change?.DesiredInstanceCount ?? variant.instanceCount,
    };
  });
  const changed: Endpoint = { ...row, status: "InService", variants };
  billVariants(context, changed);
  settle(context, changed);
}

export function remove(context: Context, name: string): void {
  const row = endpoints(context).find(name);
  if (row?.status !== "Deleting") return;
  endBill(context, row);
  dropTags(context, row.arn);
  endpoints(context).delete(name);
}

function settle(context: Context, row: Endpoint): void {
  endpoints(context).put(row.name, { ...row, modifiedAt: context.now(), nextEvent: undefined });
}
