import { fileURLToPath } from "node:url";
import { build } from "rolldown";

export const rootDirectory = fileURLToPath(new URL("../../../", import.meta.url));

/** One classic script with everything a learner's realm needs: doors, engine, compiler, runtime. */
export async function bundleRealm(entry: string): Promise<string> {
  const result = await build({
    input: `${rootDirectory}${entry}`,
    cwd: rootDirectory,
    platform: "browser",
    write: false,
    logLevel: "silent",
    // Strict as the modules are: from a sloppy script learner code could climb by function.caller into the realm's own functions.
    output: { format: "iife", name: "SiklusRealm", strict: true, minify: true, sourcemap: false, codeSplitting: false },
  });
  const [chunk] = result.output;
  if (result.output.length !== 1) throw new Error(`${entry} was to become one file, got ${result.output.length}`);
  return chunk.code;
}
