import { readFileSync } from "node:fs";

/** One fixture of this folder. Its generator is trusted for the shape: it stands beside the data. */
export function readFixture<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as Shape; // the shape is the generator's
}
