import { describe, expect, it } from "vitest";
import { chargesBetween } from "#cloud/core/bill.ts";
import { openCloud } from "#cloud/core/cloud.ts";
import { compareKeys } from "#cloud/s3/compare-keys.ts";
import { services } from "#cloud/services.ts";

const HOUR = 3_600_000;
const send = (cloud: ReturnType<typeof openCloud>, operation: string, input: object) =>
  cloud.send({ service: "s3", operation, input });

describe("S3 in a cloud", () => {
  // 1 MiB for one hour, then nothing: 2⁻¹⁰ GB × $0.023 / 730 h; two writes at $0.005 a thousand (Create bucket is not billed here, Delete is free).
  it("bills storage by the second while an object lies there, and requests", async () => {
    const cloud = openCloud({ services, startAt: 0 });
    await send(cloud, "CreateBucket", { Bucket: "bill-me" });
    const Body = new Uint8Array(2 ** 20);
    await send(cloud, "PutObject", { Bucket: "bill-me", Key: "a", Body });
    await send(cloud, "PutObject", { Bucket: "bill-me", Key: "a", Body });
    await cloud.advanceTo(HOUR);
    await send(cloud, "DeleteObject", { Bucket: "bill-me", Key: "a" });
    await cloud.advanceTo(5 * HOUR);
    const charges = chargesBetween({ lines: cloud.state.bill.values(), from: 0, to: 5 * HOUR, now: cloud.now() });
    const costOf = (price: string): number =>
      charges.filter(({ line }) => line.price === price).reduce((sum, { costUsd }) => sum + costUsd, 0);
    expect(costOf("s3/storage-gb-hour")).toBeCloseTo((2 ** -10 * 0.023) / 730, 15);
    expect(costOf("s3/request-1")).toBeCloseTo(2 * 0.000005, 15);
  });

  it("keeps equal bytes once and lets go of them with the last object", async () => {
    const cloud = openCloud({ services });
    await send(cloud, "CreateBucket", { Bucket: "twice" });
    const Body = new TextEncoder().encode("same");
    await send(cloud, "PutObject", { Bucket: "twice", Key: "a", Body });
    await send(cloud, "CopyObject", { Bucket: "twice", Key: "b", CopySource: "twice/a" });
    await send(cloud, "PutObject", { Bucket: "twice", Key: "c", Body });
    expect(cloud.state.blobs.size).toBe(1);
    for (const Key of ["a", "b", "c"]) await send(cloud, "DeleteObject", { Bucket: "twice", Key });
    expect(cloud.state.blobs.size).toBe(0);
  });

  it("survives a snapshot with all it holds", async () => {
    const cloud = openCloud({ services });
    await send(cloud, "CreateBucket", { Bucket: "kept" });
    await send(cloud, "PutObject", {
      Bucket: "kept",
      Key: "__proto__",
      Body: new TextEncoder().encode("x"),
      Metadata: { a: "1" },
    });
    const again = openCloud({ services, state: structuredClone(cloud.snapshot()) });
    await send(cloud, "DeleteObject", { Bucket: "kept", Key: "__proto__" });
    const { output } = await send(again, "GetObject", { Bucket: "kept", Key: "__proto__" });
    expect(output).toMatchObject({ Body: new TextEncoder().encode("x"), Metadata: { a: "1" } });
  });

  it("orders keys by their bytes in UTF-8", () => {
    const keys = ["b", "a", "", "aa", "\u{ffee}", "\u{1f600}", "é", "a\u{1f600}", "a\u{ffee}"];
    const byBytes = keys.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    expect(keys.toSorted(compareKeys)).toEqual(byBytes);
  });
});
