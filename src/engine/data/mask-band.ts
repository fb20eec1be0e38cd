/**
 * The band of a number, as text: with edges 18, 30 and 45 the number 30 lies in "30 to below 45". The lower edge belongs
 * to the band. Below the first edge and from the last one on, bands are open.
 */
export function bandOf({ value, edges }: { readonly value: number; readonly edges: readonly number[] }): string {
  let above = 0;
  while (above < edges.length && value >= (edges[above] as number)) above++; // above < length
  const low = edges[above - 1];
  const high = edges[above];
  if (low === undefined) return `below ${high}`;
  return high === undefined ? `${low} and above` : `${low} to below ${high}`;
}

/** The band of equal width that holds a number. A number that is an edge but for rounding (0.3 in steps of 0.1) is one. */
export function bandOfWidth({ value, width }: { readonly value: number; readonly width: number }): string {
  const steps = value / width;
  const nearest = Math.round(steps);
  const step = Math.abs(steps - nearest) < 1e-9 ? nearest : Math.floor(steps);
  return `${shortNumber(step * width)} to below ${shortNumber((step + 1) * width)}`;
}

/** Twelve digits are more than a band needs and fewer than rounding leaves wrong. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}
