import type { EndpointStatus, ProductionVariant } from "@aws-sdk/client-sagemaker";
import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import { refuse } from "#cloud/sagemaker/refuse.ts";
import { tagsFor } from "#cloud/sagemaker/tags/tag-operations.ts";
import type { LoadedModel } from "./hosted-model.ts";

/** A variant that answers. */
export type Variant = {
  readonly name: string;
  readonly asked: ProductionVariant;
  readonly image: string;
  readonly weight: number;
  readonly instanceCount: number;
  readonly loaded: LoadedModel;
};

export type Endpoint = {
  readonly name: string;
  readonly arn: string;
  readonly configName: string;
  /** What it is being changed to. */
  readonly nextConfigName: string;
  readonly status: EndpointStatus;
  readonly failureReason: string | undefined;
  readonly variants: readonly Variant[];
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly nextEvent: string | undefined;
};

export function endpoints(context: Context): Table<Endpoint> {
  return context.table<Endpoint>("endpoints");
}

export function getEndpoint(context: Context, name: string | undefined): Endpoint {
  const row = endpoints(context).find(name ?? "");
  if (row !== undefined) return row;
  throw refuse.invalid(`Could not find endpoint "${context.arn(`endpoint/${(name ?? "").toLowerCase()}`)}".`);
}

/** Instances cost from the moment they answer, used or not; serverless variants by the request. */
export function billVariants(context: Context, { name, arn, variants }: Endpoint): void {
  for (const { name: variant, asked, instanceCount } of variants) {
    if (asked.ServerlessConfig !== undefined) continue;
    context.bill.start(`hosting/${name}/${variant}`, {
      price: `sagemaker-hosting/${asked.InstanceType}`,
      resource: arn,
      operation: "CreateEndpoint",
      quantity: instanceCount,
      tags: tagsFor(context, arn),
    });
  }
}

export function endBill(context: Context, { name, variants }: Endpoint): void {
  for (const { name: variant } of variants) context.bill.stop(`hosting/${name}/${variant}`);
}
