import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { type Cloud, type CloudOptions, openCloud } from "#cloud/core/cloud.ts";
import { services } from "#cloud/services.ts";
import { answerRequest, type Exchange } from "#cloud/wire/answer-request.ts";

export type Client = "sdk" | "boto3" | "cli" | "other";
export type Seen = Exchange & { readonly client: Client };

export type TestEndpoint = {
  readonly cloud: Cloud;
  /** What the cloud was opened with: one opened alike makes the same names up. */
  readonly options: CloudOptions;
  readonly url: string;
  /** Of the account itself. */
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Every exchange so far, in order. */
  readonly seen: readonly Seen[];
  readonly stop: () => Promise<void>;
};

/** The cloud behind a real socket at /aws, as server/aws-endpoint opens it, with every exchange kept for the judge. */
export async function startEndpoint(options: Partial<CloudOptions> = {}): Promise<TestEndpoint> {
  const opened: CloudOptions = { services, startAt: Date.now(), checkAnswers: true, ...options };
  const cloud = openCloud(opened);
  const keys = { accessKeyId: "AKIAROOTROOTROOTROOT", secretAccessKey: "secret-of-the-root-in-this-test" };
  cloud.credentials.put(keys.accessKeyId, {
    ...keys,
    session: undefined,
    status: "Active",
    madeAt: 0,
    principal: { kind: "root" },
  });
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const [path = "", query = ""] = (request.url ?? "").split(/\?(.*)/s);
    const client = clientOf(request);
    const answer = await answerRequest(
      {
        cloud,
        now: Date.now(),
        basePath: "/aws",
        gunzip: (bytes) => new Uint8Array(gunzipSync(bytes)),
        onExchange: (exchange) => {
          if (exchange.error !== undefined) console.error(exchange.service, exchange.operation, exchange.error);
          seen.push({ ...exchange, client });
        },
      },
      { method: request.method ?? "GET", path, query, headers: headersOf(request), body: await bodyOf(request) },
    );
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    cloud,
    options: opened,
    url: `http://127.0.0.1:${port}/aws`,
    keys,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function clientOf(request: IncomingMessage): Client {
  const agent = `${request.headers["user-agent"] ?? ""} ${request.headers["x-amz-user-agent"]?.toString() ?? ""}`;
  if (agent.includes("aws-cli/")) return "cli";
  if (agent.includes("Boto3/")) return "boto3";
  return agent.includes("aws-sdk-js/") ? "sdk" : "other";
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(", ")]],
    ),
  );
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}
