import type { Plugin } from "vite";
import { readDoors } from "../reference/read-doors.ts";

const id = "virtual:siklus/reference";

/** `virtual:siklus/reference`: what the doors export, for the pages of the reference. */
export function reference(): Plugin {
  let made: string | undefined;
  return {
    name: "siklus-reference",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (loaded) => {
      if (loaded !== `\0${id}`) return undefined;
      made ??= `export default ${JSON.stringify(readDoors())};`;
      return made;
    },
    watchChange: (file) => {
      if (file.includes("/src/engine/") || file.includes("/src/lab/")) made = undefined;
    },
  };
}
