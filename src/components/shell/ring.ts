/** Where stage `index` of eight stands on the ring, in percent of its box; the first at the top, then clockwise. */
export function ringPlace(index: number, radius: number): { readonly x: number; readonly y: number } {
  const angle = (index / 8) * 2 * Math.PI - Math.PI / 2;
  return { x: round(50 + radius * Math.cos(angle)), y: round(50 + radius * Math.sin(angle)) };
}

/** Graduation marks of the bezel, as one SVG path in a box of 200: every fifth is long. */
export function bezelPath(): string {
  return Array.from({ length: 80 }, (_, index) => {
    const angle = (index / 80) * 2 * Math.PI;
    const inner = index % 10 === 0 ? 91 : index % 5 === 0 ? 93.5 : 95.5;
    const at = (radius: number) => `${round(100 + radius * Math.sin(angle))} ${round(100 - radius * Math.cos(angle))}`;
    return `M${at(inner)}L${at(98)}`;
  }).join("");
}

/** The eight arrows of the loop, each from one stage to the next, clear of both. */
export function arrowPaths(radius: number): readonly string[] {
  return Array.from({ length: 8 }, (_, index) => {
    const from = ((index + 0.27) / 8) * 2 * Math.PI - Math.PI / 2;
    const to = ((index + 0.73) / 8) * 2 * Math.PI - Math.PI / 2;
    const at = (angle: number) => `${round(100 + radius * Math.cos(angle))} ${round(100 + radius * Math.sin(angle))}`;
    return `M${at(from)}A${radius} ${radius} 0 0 1 ${at(to)}`;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
