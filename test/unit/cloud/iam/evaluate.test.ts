import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "#cloud/iam/policy/evaluate.ts";
import { matchesPattern } from "#cloud/iam/policy/matches-pattern.ts";
import { parsePolicy } from "#cloud/iam/policy/parse-policy.ts";

const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const ask = (text: string, action: string, resource = "*", keys: Record<string, string[]> = {}) =>
  evaluate([text], {
    action,
    resource,
    keys: new Map(Object.entries(keys).map(([key, values]) => [key.toLowerCase(), values])),
  });
const allowIf = (Condition: object): string => policy({ Effect: "Allow", Action: "*", Resource: "*", Condition });

describe("patterns", () => {
  it("fit as the regular expression that they mean", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const texts = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(matchesPattern({ pattern, text })).toBe(expression.test(text));
      }),
    );
  });
});

describe("evaluation", () => {
  it("denies what nobody allows and lets a deny win over any allow, in any order", () => {
    const allow = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    const deny = { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" };
    expect(ask(policy(allow), "glue:GetTable")).toBe("implicitDeny");
    expect(ask(policy(allow, deny), "s3:DeleteObject")).toBe("explicitDeny");
    expect(ask(policy(deny, allow), "s3:DeleteObject")).toBe("explicitDeny");
    expect(ask(policy(deny, allow), "S3:getobject")).toBe("allowed");
  });

  it("reads NotAction and NotResource as everything else", () => {
    const text = policy({ Effect: "Allow", NotAction: ["iam:*"], NotResource: "arn:aws:s3:::secret/*" });
    expect(ask(text, "s3:GetObject", "arn:aws:s3:::open/a")).toBe("allowed");
    expect(ask(text, "s3:GetObject", "arn:aws:s3:::secret/a")).toBe("implicitDeny");
    expect(ask(text, "iam:GetUser", "arn:aws:s3:::open/a")).toBe("implicitDeny");
  });

  // IAM user guide, "IAM JSON policy elements: Condition operators" and "Multivalued context keys".
  it.each([
    ["a missing key fails a positive operator", { StringEquals: { k: "a" } }, {}, "implicitDeny"],
    ["a missing key fits a negative operator", { StringNotEquals: { k: "a" } }, {}, "allowed"],
    ["IfExists takes a missing key", { StringEqualsIfExists: { k: "a" } }, {}, "allowed"],
    ["IfExists looks at a key that is there", { StringEqualsIfExists: { k: "a" } }, { k: ["b"] }, "implicitDeny"],
    ["several values are alternatives", { StringEquals: { k: ["a", "b"] } }, { k: ["b"] }, "allowed"],
    ["several keys all count", { StringEquals: { k: "a", l: "b" } }, { k: ["a"], l: ["c"] }, "implicitDeny"],
    ["StringLike has wildcards", { StringLike: { k: "ml.m5.*" } }, { k: ["ml.m5.large"] }, "allowed"],
    ["StringEquals has none", { StringEquals: { k: "ml.*" } }, { k: ["ml.m5.large"] }, "implicitDeny"],
    ["keys know no case", { StringEquals: { "AWS:userName": "siti" } }, { "aws:username": ["siti"] }, "allowed"],
    ["Null asks for absence", { Null: { k: "true" } }, {}, "allowed"],
    [
      "ForAllValues wants each to fit",
      { "ForAllValues:StringEquals": { k: ["a", "b"] } },
      { k: ["a", "c"] },
      "implicitDeny",
    ],
    ["ForAllValues holds for nothing", { "ForAllValues:StringEquals": { k: ["a"] } }, {}, "allowed"],
    ["ForAnyValue wants one to fit", { "ForAnyValue:StringEquals": { k: ["a"] } }, { k: ["c", "a"] }, "allowed"],
    ["ForAnyValue fails for nothing", { "ForAnyValue:StringEquals": { k: ["a"] } }, {}, "implicitDeny"],
    ["numbers compare as numbers", { NumericLessThanEquals: { k: "3600" } }, { k: ["900"] }, "allowed"],
    ["numbers do not compare as texts", { NumericLessThan: { k: "1000" } }, { k: ["999.5"] }, "allowed"],
    [
      "dates compare as times",
      { DateLessThan: { k: "2026-02-01T00:00:00Z" } },
      { k: ["2026-01-31T23:59:59Z"] },
      "allowed",
    ],
    ["Bool knows no case", { Bool: { k: "True" } }, { k: ["true"] }, "allowed"],
    ["addresses lie in ranges", { IpAddress: { k: "10.1.0.0/16" } }, { k: ["10.1.255.3"] }, "allowed"],
    ["addresses lie outside ranges", { IpAddress: { k: "10.1.0.0/16" } }, { k: ["10.2.0.1"] }, "implicitDeny"],
    [
      "variables stand for keys",
      { StringEquals: { k: `\${${"aws:username"}}` } },
      { k: ["siti"], "aws:username": ["siti"] },
      "allowed",
    ],
  ] as const)("%s", (_name, condition, keys, decision) => {
    const lists = Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [...values]]));
    expect(ask(allowIf(condition), "x:y", "*", lists)).toBe(decision);
  });

  it.each([
    "",
    "[]",
    "{}",
    '{"Statement":[]}',
    policy({ Effect: "Allow", Action: "*" }),
    policy({ Effect: "Maybe", Action: "*", Resource: "*" }),
    policy({ Effect: "Allow", Action: "nothing", Resource: "*" }),
    allowIf({ StringAlmost: { k: "a" } }),
  ])("refuses %s as a policy", (text) => {
    expect(parsePolicy(text).status).toBe("malformed");
  });
});
