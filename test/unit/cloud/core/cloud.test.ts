import { describe, expect, it } from "vitest";
import { AwsError } from "#cloud/core/aws-error.ts";
import { chargesBetween } from "#cloud/core/bill.ts";
import { openCloud } from "#cloud/core/cloud.ts";
import { pageOf } from "#cloud/core/paging.ts";
import type { AnyOperation, Context, Service } from "#cloud/core/service.ts";
import { throttled } from "#cloud/core/standard-errors.ts";
import type { CloudState } from "#cloud/core/state.ts";

type Job = { readonly status: string; readonly at: number };

/** A service of three operations and one event, which is all that the core needs to know of any. */
const createModel: AnyOperation = (context: Context, input: { readonly ModelName: string }) => {
  context.table<Job>("jobs").put(input.ModelName, { status: "InService", at: context.now() });
  context.at(context.now() + 60_000, { event: "ready", data: { name: input.ModelName } });
  context.bill.start(input.ModelName, {
    price: "sagemaker-hosting/ml.m5.large",
    resource: context.arn(`model/${input.ModelName}`),
    operation: "RunInstance",
    quantity: 2,
  });
  return { ModelArn: context.arn(`model/${input.ModelName}`) };
};
const sagemaker: Service = {
  name: "sagemaker",
  scope: "regional",
  operations: {
    CreateModel: createModel,
    ListModels: () => ({ Models: [], Wrong: true }),
  },
  events: {
    ready: (context, data: { readonly name: string }) => {
      context.table<Job>("jobs").change(data.name, () => ({ status: context.ids.uuid(), at: context.now() }));
      context.bill.stop(data.name);
    },
  },
};
const services = { sagemaker: () => Promise.resolve(sagemaker) };
const create = { service: "sagemaker", operation: "CreateModel", input: { ModelName: "a" } };

describe("a cloud", () => {
  it("runs an event at its time and no earlier", async () => {
    const cloud = openCloud({ services, startAt: 0 });
    await cloud.send(create);
    await cloud.advanceTo(59_999);
    expect(jobs(cloud.state)).toEqual([{ status: "InService", at: 0 }]);
    expect(cloud.nextEventAt()).toBe(60_000);
    await cloud.advanceTo(100_000);
    expect(jobs(cloud.state)).toEqual([{ status: expect.any(String), at: 60_000 }]);
    expect(cloud.now()).toBe(100_000);
  });

  it("goes on from a snapshot as if nothing had been, chance included", async () => {
    const one = openCloud({ services, startAt: 0, seed: 7 });
    await one.send(create);
    const other = openCloud({ services, state: structuredClone(one.snapshot()) });
    await one.advanceTo(90_000);
    await other.advanceTo(90_000);
    expect(other.snapshot()).toEqual(one.snapshot());
  });

  it("names the operation that it lacks, and the service", async () => {
    const cloud = openCloud({ services });
    await expect(cloud.send({ ...create, operation: "CreateImage" })).rejects.toMatchObject({
      code: "UnknownOperationException",
      message: expect.stringContaining("CreateImage"),
    });
    await expect(cloud.send({ ...create, operation: "constructor" })).rejects.toBeInstanceOf(AwsError);
    await expect(cloud.send({ ...create, service: "ec2" })).rejects.toMatchObject({
      code: "UnknownOperationException",
    });
  });

  it("throws a fault that was staged before anything else happens", async () => {
    const cloud = openCloud({ services, faults: () => throttled() });
    await expect(cloud.send(create)).rejects.toMatchObject({ code: "ThrottlingException" });
    expect(cloud.state.tables.size).toBe(0);
  });

  it("refuses an answer that AWS's model forbids, when a test asks for it", async () => {
    const cloud = openCloud({ services, checkAnswers: true });
    await expect(cloud.send({ ...create, operation: "ListModels", input: {} })).rejects.toThrow("wrong is no member");
  });

  // 2 instances of $0.115 an hour for 60 seconds: 2 × 0.115 / 60.
  it("bills by the second while something runs", async () => {
    const cloud = openCloud({ services, startAt: 0 });
    await cloud.send(create);
    await cloud.advanceTo(600_000);
    const cost = (from: number, to: number): number =>
      chargesBetween({ lines: cloud.state.bill.values(), from, to, now: cloud.now() }).reduce(
        (sum, { costUsd }) => sum + costUsd,
        0,
      );
    expect(cost(0, 600_000)).toBeCloseTo((2 * 0.115) / 60, 12);
    expect(cost(0, 30_000)).toBeCloseTo((2 * 0.115) / 120, 12);
    expect(cost(60_000, 600_000)).toBe(0);
  });
});

describe("pages", () => {
  const invalid = (): AwsError => new AwsError("ValidationException", "Invalid token");
  const page = (items: readonly string[], token?: string) =>
    pageOf({ items, keyOf: (item) => item, limit: 2, token, invalid });

  it("follow each other without loss when items come and go between them", () => {
    const first = page(["a", "b", "c", "d"]);
    expect(first.items).toEqual(["a", "b"]);
    expect(page(["0", "a", "b", "c"], first.nextToken).items).toEqual(["c"]);
    expect(page(["a", "c", "d"], first.nextToken)).toEqual({ items: ["d"], nextToken: undefined });
  });

  it("refuse a token of another's making", () => {
    expect(() => page(["a"], "nonsense")).toThrow("Invalid token");
  });
});

function jobs(state: Readonly<CloudState>): unknown {
  return [...(state.tables.get("sagemaker/us-east-1/jobs")?.values() ?? [])];
}
