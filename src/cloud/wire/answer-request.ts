import { AwsError } from "#cloud/core/aws-error.ts";
import type { Cloud, CloudRequest } from "#cloud/core/cloud.ts";
import type { ServiceModel } from "#cloud/core/service-model.ts";
import { internalFailure } from "#cloud/core/standard-errors.ts";
import { sha256 } from "#engine/core/sha-256.ts";
import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import { findService } from "./find-service.ts";
import type { WireRequest, WireResponse } from "./message.ts";
import { protocolOf, readCall, type WireProtocol } from "./read-call.ts";
import { authenticate } from "./sigv4/authenticate.ts";
import { unchunked } from "./sigv4/aws-chunked.ts";
import { type Authorization, findAuthorization } from "./sigv4/read-authorization.ts";
import { writeAnswer } from "./write-answer.ts";
import { writeError } from "./write-error.ts";

export type Endpoint = {
  readonly cloud: Cloud;
  /** The host's clock, which clients sign with: milliseconds since 1970. */
  readonly now: number;
  /** Where the endpoint lives, "/aws": part of the path that clients sign, none of the path that services see. */
  readonly basePath?: string;
  /** For bodies that a client compressed; a host without it gets none of those. */
  readonly gunzip?: (bytes: Uint8Array) => Uint8Array;
  /** What was asked and answered, for logs and for tests; `error` is the mistake of ours behind a 500. */
  readonly onExchange?: (exchange: Exchange) => void;
};

export type Exchange = {
  readonly service: string;
  readonly operation: string;
  readonly protocol: WireProtocol;
  readonly response: WireResponse;
  /** What reached the cloud; nothing when the request was refused before. */
  readonly sent: CloudRequest | undefined;
  readonly failed: AwsError | undefined;
  readonly error: unknown;
};

/** One HTTP request to the cloud, answered: authenticated, read, done and written, all by the service's model. */
export async function answerRequest(endpoint: Endpoint, request: WireRequest): Promise<WireResponse> {
  const authorization = findAuthorization(request);
  if (authorization === undefined) return withoutService("MissingAuthenticationToken", "Missing Authentication Token");
  const inner = { ...request, path: withoutBase(request.path, endpoint.basePath ?? "") };
  const model = await findService({
    signingName: authorization.service,
    request: inner,
    modelOf: endpoint.cloud.modelOf,
  });
  if (model === undefined) {
    return withoutService(
      "UnknownOperationException",
      `The service ${authorization.service} is not part of this simulator`,
    );
  }
  return answerService({ endpoint, request, inner, authorization, model });
}

async function answerService({
  endpoint,
  request,
  inner,
  authorization,
  model,
}: {
  readonly endpoint: Endpoint;
  readonly request: WireRequest;
  readonly inner: WireRequest;
  readonly authorization: Authorization;
  readonly model: ServiceModel;
}): Promise<WireResponse> {
  const { cloud, now } = endpoint;
  const protocol = protocolOf({ model, request: inner });
  const { service } = model.about;
  let operation = "";
  let sent: CloudRequest | undefined;
  const tell = (response: WireResponse, failed: AwsError | undefined, error?: unknown): WireResponse => {
    endpoint.onExchange?.({ service, operation, protocol, response, sent, failed, error });
    // an answer to HEAD has headers alone
    return request.method === "HEAD" ? { ...response, body: new Uint8Array() } : response;
  };
  try {
    const credential = cloud.credentials.find(authorization.accessKeyId);
    const signing = authenticate({ request, authorization, credential, model, now, cloudNow: cloud.now() });
    const plain = decompressed({
      endpoint,
      service,
      request: unchunked({ request: inner, signing, seed: authorization.signature }),
    });
    const call = readCall({ model, request: plain, protocol });
    operation = call.operation;
    const principal = credential?.principal ?? { kind: "root" };
    sent = { service, ...call, principal, region: authorization.region };
    const { output, requestId } = await cloud.send(sent);
    return tell(writeAnswer({ model, protocol, operation, output, requestId }), undefined);
  } catch (error) {
    const failed = error instanceof AwsError ? error : internalFailure();
    const requestId = sha256(`${authorization.signature}${now}`).replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/,
      "$1-$2-$3-$4-$5",
    );
    return tell(
      writeError({ model, protocol, error: failed, requestId }),
      failed,
      error instanceof AwsError ? undefined : error,
    );
  }
}

function withoutBase(path: string, basePath: string): string {
  if (basePath === "" || !path.startsWith(basePath)) return path;
  const rest = path.slice(basePath.length);
  return rest.startsWith("/") ? rest : `/${rest}`;
}

function decompressed({
  endpoint,
  service,
  request,
}: {
  readonly endpoint: Endpoint;
  readonly service: string;
  readonly request: WireRequest;
}): WireRequest {
  const isGzip = request.headers["content-encoding"] === "gzip" && service !== "s3"; // S3 keeps what it gets
  return isGzip && endpoint.gunzip !== undefined ? { ...request, body: endpoint.gunzip(request.body) } : request;
}

/** Before a service is known its protocol is not: JSON, as API Gateway answers. */
function withoutService(code: string, message: string): WireResponse {
  const body = utf8Bytes(JSON.stringify({ __type: code, message }));
  return { status: 403, headers: { "content-type": "application/json", "x-amzn-errortype": code }, body };
}
