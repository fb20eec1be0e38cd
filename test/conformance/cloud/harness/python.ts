import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Seen, TestEndpoint } from "./endpoint.ts";

/** A Python with boto3, or nothing. CI has one: tests without it say so. */
export const python: string | undefined = ["python3", "python"].find(
  (name) => spawnSync(name, ["-c", "import boto3, botocore"], { stdio: "ignore" }).status === 0,
);
export const hasCli: boolean =
  python !== undefined && spawnSync(python, ["-c", "import awscli"], { stdio: "ignore" }).status === 0;
if (python === undefined)
  console.warn(
    "NOT TESTED: no Python with boto3 here, so neither boto3 nor botocore's models judge the cloud's answers",
  );
if (!hasCli) console.warn("NOT TESTED: no awscli here, so the cloud is not tried with it");

export type PythonAnswer =
  | { readonly output: unknown }
  | { readonly error: { readonly code: string; readonly message: string; readonly status: number } };

export type PythonClient = {
  readonly call: (service: string, operation: string, params?: object) => Promise<PythonAnswer>;
  readonly paginate: (service: string, operation: string, params?: object) => Promise<PythonAnswer>;
  readonly wait: (service: string, waiter: string, params?: object) => Promise<PythonAnswer>;
  readonly presign: (service: string, operation: string, params?: object) => Promise<PythonAnswer>;
  /** A file through boto3's transfer manager, in parts. */
  readonly upload: (params: object) => Promise<PythonAnswer>;
  /** What AWS's models do not allow in these answers, one line each. */
  readonly problemsOf: (seen: readonly Seen[]) => Promise<readonly string[]>;
  readonly stop: () => void;
};

export function startPython({
  endpoint,
  region = "us-east-1",
  keys = endpoint.keys,
  protocol,
}: {
  readonly endpoint: TestEndpoint;
  readonly region?: string;
  readonly keys?: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
  /** For services that speak several: the one to speak. */
  readonly protocol?: "json" | "query" | "smithy-rpc-v2-cbor";
}): PythonClient {
  const child = spawn(python ?? "python3", [fileURLToPath(new URL("aws-python.py", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, AWS_EC2_METADATA_DISABLED: "true" },
  });
  const ask = asker(child);
  const named =
    (how: string) =>
    async (service: string, name: string, params: object = {}) => {
      const what = how === "wait" ? { waiter: name } : { operation: name };
      return (await ask({
        do: how,
        service,
        ...what,
        params: encode(params),
        region,
        url: endpoint.url,
        keys,
        protocol,
      })) as PythonAnswer; // the script's protocol
    };
  return {
    call: named("call"),
    paginate: named("paginate"),
    wait: named("wait"),
    presign: named("presign"),
    upload: async (params) => named("upload")("s3", "upload", params),
    problemsOf: async (seen) => {
      const exchanges = seen
        .filter(({ operation }) => operation !== "")
        .map(({ service, operation, protocol, response }) => ({
          service,
          operation,
          protocol,
          status: response.status,
          headers: response.headers,
          body: Buffer.from(response.body).toString("base64"),
        }));
      const { problems } = (await ask({ do: "check", exchanges })) as {
        readonly problems: readonly (readonly string[])[];
      }; // the script's protocol
      return problems.flatMap((list, at) =>
        list.map((problem) => `${exchanges[at]?.service} ${exchanges[at]?.operation}: ${problem}`),
      );
    },
    stop: () => child.kill(),
  };
}

/** The aws command itself, with its own way of signing, waiting and printing. */
export async function awsCli({
  endpoint,
  args,
  stdin = "",
}: {
  readonly endpoint: TestEndpoint;
  readonly args: readonly string[];
  readonly stdin?: string;
}): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: endpoint.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: endpoint.keys.secretAccessKey,
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
    AWS_CONFIG_FILE: "none",
    AWS_SHARED_CREDENTIALS_FILE: "none",
  };
  return new Promise((resolve) => {
    const child = execFile(
      python ?? "python3",
      ["-m", "awscli", ...args, "--output", "json"],
      { env },
      (error, stdout, stderr) =>
        resolve({ status: typeof error?.code === "number" ? error.code : error === null ? 0 : 1, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });
}

function asker(child: ChildProcess): (asked: object) => Promise<unknown> {
  const waiting = new Map<number, (answer: unknown) => void>();
  let made = 0;
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const answer = JSON.parse(line) as { readonly id: number }; // the script's protocol
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
  }
  child.on("exit", () => {
    for (const tell of waiting.values())
      tell({
        error: { code: "PythonEnded", message: "the Python process ended", status: 0 },
        problems: [["the Python process ended"]],
      });
  });
  return (asked) =>
    new Promise((resolve) => {
      const id = made++;
      waiting.set(id, resolve);
      child.stdin?.write(`${JSON.stringify({ id, ...asked })}\n`);
    });
}

function encode(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (value instanceof Date) return { $time: value.toISOString() };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, encode(part)]));
}
