declare module "virtual:siklus/realm-parts" {
  /** Evaluates a part of this bundle at the first call (src/tools/vite/bundle-realm.ts): a door by its name. */
  export function openPart(name: string): object;
}
