import { editDistance } from "./edit-distance.ts";

/**
 * The name that somebody probably meant who wrote another one: at most a third of its letters away, capitals ignored.
 *
 * @param name   what was written
 * @param names  what there is
 * @returns      the nearest of them, the first of equals; undefined when none is near
 * @example closestName({ name: "treshold", names: ["labels", "threshold"] }) // => "threshold"
 */
export function closestName({
  name,
  names,
}: {
  readonly name: string;
  readonly names: readonly string[];
}): string | undefined {
  const written = codePoints(name);
  let closest: string | undefined;
  let least = Math.floor(written.length / 3) + 1;
  for (const other of names) {
    const distance = editDistance({ a: written, b: codePoints(other) });
    if (distance >= least) continue;
    least = distance;
    closest = other;
  }
  return closest;
}

function codePoints(text: string): Uint32Array {
  return Uint32Array.from(text.toLowerCase(), (character) => character.codePointAt(0) ?? 0);
}
