import { parseArgs } from "node:util";
import { serveSite } from "./serve.ts";

/** Serves dist/ as it stands, for tests. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4399" },
    base: { type: "string", default: "/" },
    folder: { type: "string", default: "dist" },
  },
});
const site = await serveSite({ folder: values.folder, base: values.base, port: Number(values.port) });
console.log(`serving ${values.folder} at ${site.url}`);
