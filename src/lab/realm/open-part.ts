/**
 * Evaluates a part of the realm's bundle at the first call: a door by its name. `src/tools/vite/bundle-realm.ts` puts its own in the
 * place of this one, for only a bundle has parts.
 */
export function openPart(name: string): object {
  throw new Error(`${name} can be opened in a bundled realm only`);
}
