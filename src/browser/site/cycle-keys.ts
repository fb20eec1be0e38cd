/** In the ring the arrow keys go from stage to stage, round and round; Home and End to the first and last. */
export function startCycleKeys(): void {
  for (const ring of document.querySelectorAll<HTMLElement>("[data-cycle]")) {
    ring.addEventListener("keydown", (event) => {
      const stops = [...ring.querySelectorAll<HTMLElement>("a, [data-stop]")];
      const here = (stops as readonly (Element | null)[]).indexOf(document.activeElement); // what has the focus may be none of them
      const next = nextStop({ key: event.key, here, count: stops.length });
      if (here < 0 || next === undefined) return;
      event.preventDefault();
      stops[next]?.focus();
    });
  }
}

function nextStop({ key, here, count }: { key: string; here: number; count: number }): number | undefined {
  if (key === "ArrowRight" || key === "ArrowDown") return (here + 1) % count;
  if (key === "ArrowLeft" || key === "ArrowUp") return (here + count - 1) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}
