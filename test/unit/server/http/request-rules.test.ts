import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { isAllowedHost } from "#server/http/allowed-host.ts";
import { clientAddress } from "#server/http/client-address.ts";
import { isFromHere } from "#server/http/same-origin.ts";
import { storable } from "#server/http/storable.ts";

const ask = (method: string, headers: Record<string, string>) =>
  new Request("http://siklus.test/api/x", { method, headers });

describe("a request that changes something comes from our own pages", () => {
  it.each([
    [
      "another site's form, as browsers of today say it",
      "POST",
      { "sec-fetch-site": "cross-site", origin: "https://evil.test" },
      false,
    ],
    ["a sister domain's", "POST", { "sec-fetch-site": "same-site", origin: "https://other.siklus.test" }, false],
    ["an old browser's, by Origin alone", "DELETE", { origin: "https://evil.test", host: "siklus.test" }, false],
    ["a page without origin", "POST", { origin: "null", host: "siklus.test" }, false],
    ["our page", "POST", { "sec-fetch-site": "same-origin", origin: "http://siklus.test" }, true],
    ["our page in an old browser", "PUT", { origin: "http://siklus.test", host: "siklus.test" }, true],
    ["a program without a browser", "POST", { host: "siklus.test" }, true],
    ["reading is free", "GET", { "sec-fetch-site": "cross-site" }, true],
  ] as const)("%s", (_, method, headers, may) => {
    expect(isFromHere(ask(method, headers), null)).toBe(may);
  });

  it("with a named origin only that one counts", () => {
    expect(
      isFromHere(
        ask("POST", { origin: "https://siklus.example", "sec-fetch-site": "same-origin" }),
        "https://siklus.example",
      ),
    ).toBe(true);
    expect(
      isFromHere(ask("POST", { origin: "http://siklus.test", host: "siklus.test" }), "https://siklus.example"),
    ).toBe(false);
  });
});

describe("names the server goes by", () => {
  it("addresses, localhost and .local; not a stranger's name that points here", () => {
    for (const host of ["localhost:4321", "192.168.1.7:4321", "[::1]:4321", "laptop.local:4321"])
      expect(isAllowedHost(host, null), host).toBe(true);
    for (const host of ["evil.test", "localhost.evil.test", "192.168.1.7.evil.test", null])
      expect(isAllowedHost(host, null), String(host)).toBe(false);
  });

  it("a named origin, and addresses for probes", () => {
    expect(isAllowedHost("siklus.example", "https://siklus.example")).toBe(true);
    expect(isAllowedHost("10.0.0.3:4321", "https://siklus.example")).toBe(true);
    expect(isAllowedHost("laptop.local", "https://siklus.example")).toBe(false);
  });
});

describe("the address that limits count by", () => {
  const from = (remoteAddress: string, forwarded?: string) =>
    ({
      socket: { remoteAddress },
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    }) as unknown as IncomingMessage; // the two parts that are read

  it("is the connection's, whatever the client claims", () => {
    expect(clientAddress(from("203.0.113.9", "1.2.3.4"), 0)).toBe("203.0.113.9");
    expect(clientAddress(from("::ffff:203.0.113.9"), 0)).toBe("203.0.113.9");
  });

  it("behind two proxies is what the outer one saw, not what stands further left", () => {
    expect(clientAddress(from("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2"), 2)).toBe("198.51.100.7");
  });

  it("in IPv6 is the network of 64 bits, since one customer has them all", () => {
    expect(clientAddress(from("2001:db8:1:2:aaaa::1"), 0)).toBe("2001:db8:1:2::/64");
    expect(clientAddress(from("2001:db8::1"), 0)).toBe(clientAddress(from("2001:db8::2"), 0));
  });
});

it("what PostgreSQL cannot store becomes U+FFFD, in keys too, and the rest stays", () => {
  expect(storable({ "a\0": ["x\ud800", 1, null, true, "é\u{1f600}"] })).toEqual({
    "a\uFFFD": ["x\uFFFD", 1, null, true, "é\u{1f600}"],
  });
});
