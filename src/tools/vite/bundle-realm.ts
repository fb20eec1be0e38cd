import { fileURLToPath } from "node:url";
import { build, type OutputChunk, type Plugin } from "rolldown";
import { type DoorName, doorNames, doorSource } from "#contract/doors.ts";
import { type RealmPart, realmText } from "./realm-text.ts";

export const rootDirectory = fileURLToPath(new URL("../../../", import.meta.url));

/** By this name the parts of a bundle ask for others that are evaluated only when they are wanted. */
const partsModule = "realm-parts";

/** The parser that finds the line of a syntax error: most runs have none. */
const lateParser = "acorn";

/**
 * One classic script with everything a learner's realm needs: runtime, compiler, doors and engine. It begins with the runtime alone; each
 * door, and what doors share, lies in it as text until somebody opens it, for a new realm that would parse all of it at every run.
 */
export async function bundleRealm(
  entry: string,
  { doors = doorNames, isForImage }: { readonly doors?: readonly DoorName[]; readonly isForImage?: boolean } = {},
): Promise<string> {
  const doorFiles = Object.fromEntries(doors.map((door) => [door, rootDirectory + doorSource(door)]));
  const { output } = await build({
    input: { entry: rootDirectory + entry, ...doorFiles, [lateParser]: lateParser },
    cwd: rootDirectory,
    platform: "browser",
    plugins: [partsOfBundle, openLateParser],
    write: false,
    logLevel: "silent",
    output: {
      format: "cjs",
      exports: "named",
      strict: true,
      minify: true,
      sourcemap: false,
      entryFileNames: "[name]",
      chunkFileNames: "[name]",
    },
  });
  return realmText({ name: "SiklusRealm", parts: output.map(partOf), entry: "entry", partsModule, isForImage });
}

const partsOfBundle: Plugin = {
  name: "siklus-realm-parts",
  resolveId: (id) =>
    id === partsModule || /\/open-part\.ts$/.test(id) ? { id: partsModule, external: true } : undefined,
};

/** The realm's own code imports the parser as any module does; here that becomes the opening of its part. */
const openLateParser: Plugin = {
  name: "siklus-late-parser",
  resolveId: (id, importer) => (id === lateParser && importer !== undefined ? `\0${lateParser}` : undefined),
  load: (id) =>
    id === `\0${lateParser}`
      ? `import { openPart } from "${partsModule}";
         export const parse = (code, options) => openPart("${lateParser}").parse(code, options);`
      : undefined,
};

function partOf(chunk: { readonly type: string; readonly fileName: string }): RealmPart {
  if (chunk.type !== "chunk") throw new Error(`${chunk.fileName} was to be code, got ${chunk.type}`);
  const { fileName, code, exports } = chunk as OutputChunk; // by its type
  return { name: fileName, code, exports };
}
