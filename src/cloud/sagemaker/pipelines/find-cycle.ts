/** Steps that wait for each other, the first one named again at the end; undefined where there are none. */
export function findCycle(needs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  for (const start of needs.keys()) {
    // The way from the start to where the walk stands, each with the needs that it has not been along yet.
    const way: { readonly name: string; readonly left: string[] }[] = [];
    const enter = (name: string): void => {
      way.push({ name, left: [...(needs.get(name) ?? [])] });
    };
    if (!done.has(start)) enter(start);
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const next = here.left.pop();
      if (next === undefined) {
        done.add(here.name);
        way.pop();
        continue;
      }
      const at = way.findIndex(({ name }) => name === next);
      if (at !== -1) return [...way.slice(at).map(({ name }) => name), next];
      if (!done.has(next)) enter(next);
    }
  }
  return undefined;
}
