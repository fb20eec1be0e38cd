import type { Context, Service } from "#cloud/core/service.ts";
import { invokeEndpoint } from "./invoke-endpoint.ts";

/** SageMaker's runtime. It goes by SageMaker's name, since it answers from the same resources. */
export const sagemakerRuntime: Service = {
  name: "sagemaker",
  scope: "regional",
  operations: { InvokeEndpoint: invokeEndpoint },
  permissions: {
    InvokeEndpoint: (context: Context, input: { readonly EndpointName?: string }) => [
      {
        action: "sagemaker:InvokeEndpoint",
        resources: [context.arn(`endpoint/${(input.EndpointName ?? "").toLowerCase()}`)],
      },
    ],
  },
};
