import { describe, expect, test } from "vitest";
import { applyPacing, type Control, type Pacing } from "#server/workshops/apply-control.ts";
import { joinAddresses } from "#server/workshops/lan-addresses.ts";

const now = "2026-11-24T09:00:00.000Z";
const labs = ["a", "b", "c"].map((slug) => `07-metrics/${slug}`);
const [a = "", b = "", c = ""] = labs;
const start: Pacing = { unlocked: [a], currentLab: null, timerEndsAt: null, message: null };
const paceAfter = (...commands: readonly Control[]): Pacing =>
  commands.reduce((pacing, control) => applyPacing(pacing, control, { now, labs }), start);

describe("the pace of a workshop", () => {
  test("unlocked labs stay in the order of the day", () => {
    expect(paceAfter({ do: "unlock", labId: c }, { do: "unlock", labId: b }).unlocked).toEqual([a, b, c]);
  });
  test("going to a lab unlocks it; locking the current one leaves none current", () => {
    expect(paceAfter({ do: "go-to", labId: b })).toMatchObject({ unlocked: [a, b], currentLab: b });
    expect(paceAfter({ do: "go-to", labId: b }, { do: "lock", labId: b })).toMatchObject({
      unlocked: [a],
      currentLab: null,
    });
  });
  test("a lab that is not of the day is not unlocked", () => {
    expect(paceAfter({ do: "unlock", labId: "01-goal/x" }, { do: "go-to", labId: "01-goal/x" })).toEqual(start);
  });
  test("a timer ends so many seconds from now, and 0 takes it away", () => {
    expect(paceAfter({ do: "timer", seconds: 90 }).timerEndsAt).toBe("2026-11-24T09:01:30.000Z");
    expect(paceAfter({ do: "timer", seconds: 90 }, { do: "timer", seconds: 0 }).timerEndsAt).toBeNull();
  });
  test("an empty broadcast takes the last one away", () => {
    expect(paceAfter({ do: "broadcast", text: "Break" }).message).toEqual({ text: "Break", at: now });
    expect(paceAfter({ do: "broadcast", text: "Break" }, { do: "broadcast", text: "" }).message).toBeNull();
  });
});

describe("addresses to join by", () => {
  const wifi = { family: "IPv4", internal: false, address: "192.168.1.7" };
  const interfaces = {
    wlan0: [wifi, { ...wifi, address: "203.0.113.9" }],
    lo: [{ ...wifi, internal: true, address: "127.0.0.1" }],
  };
  const urls = (origin: string | null, requestOrigin: string) =>
    joinAddresses({
      origin,
      requestOrigin,
      code: "34679A",
      interfaces: interfaces as unknown as NonNullable<Parameters<typeof joinAddresses>[0]["interfaces"]>, // only what is read
    }).map(({ url }) => url);

  test("on a laptop in a room: the Wi-Fi's address first", () => {
    expect(urls(null, "http://localhost:4321")).toEqual([
      "http://192.168.1.7:4321/?join=34679A",
      "http://localhost:4321/?join=34679A",
    ]);
  });
  test("where the operator named the origin: that alone", () => {
    expect(urls("https://siklus.example", "http://10.0.0.2:4321")).toEqual(["https://siklus.example/?join=34679A"]);
  });
  test("come with a QR code that is an SVG picture", () => {
    const [address] = joinAddresses({
      origin: "https://siklus.example",
      requestOrigin: "https://x.example",
      code: "34679A",
    });
    expect(address?.qrSvg).toMatch(/^<svg [\s\S]*<\/svg>$/);
  });
});
