/** Limits of one way of serving, named as the options of `simulateServing` name them. */
type Limits = Readonly<Record<"payloadLimitMB" | "timeoutSeconds", number>>;

/**
 * What SageMaker allows, to be spread into an option: `{ ...option, ...awsServingLimits.serverless }`.
 *
 * The simulator knows no cloud; limits are arguments. These are AWS's published ones with the date on which they were
 * written down. Providers raise limits from time to time, so look the current ones up before you rely on them.
 *
 * - real-time: a request of 6 MB, an answer within 60 seconds.
 * - asynchronous: 1 GB and an hour of work (900 s unless asked for more); waiting in the queue 6 hours by default.
 * - serverless: 4 MB, 60 seconds, at most 200 at a time, memory of 1024 to 6144 MB.
 * - batch transform: mini-batches of at most 100 MB (6 MB by default).
 *
 * @example awsServingLimits.serverless.maxConcurrency // => 200
 * @source  docs.aws.amazon.com/sagemaker/latest/dg: deploy-model-options, serverless-endpoints-invoke; APIReference:
 *          InvokeEndpointAsync, ProductionVariantServerlessConfig, CreateTransformJob
 */
export const awsServingLimits: {
  readonly date: string;
  readonly realTime: Limits;
  readonly asynchronous: Limits & { readonly queueSeconds: number };
  readonly serverless: Limits & { readonly maxConcurrency: number };
  readonly batchTransform: Pick<Limits, "payloadLimitMB">;
} = {
  date: "2026-11-24",
  realTime: { payloadLimitMB: 6, timeoutSeconds: 60 },
  asynchronous: { payloadLimitMB: 1024, timeoutSeconds: 3600, queueSeconds: 21_600 },
  serverless: { payloadLimitMB: 4, timeoutSeconds: 60, maxConcurrency: 200 },
  batchTransform: { payloadLimitMB: 100 },
};
