import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../../src/cloud/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

it("the cloud takes types alone from the AWS SDK, so that no page loads a client", () => {
  const offending = files.filter((file) =>
    /import (?!type)[^;]*from "@aws-sdk\//.test(readFileSync(root + file, "utf8")),
  );
  expect(offending).toEqual([]);
});

it("the cloud has no clock, no chance and no timer of its own", () => {
  const own = /\bDate\.now\(|new Date\(\)|\bMath\.random\(|\bset(?:Timeout|Interval)\(/;
  expect(files.filter((file) => own.test(readFileSync(root + file, "utf8")))).toEqual([]);
});
