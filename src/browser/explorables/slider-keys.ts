/** The value that a key asks for on a slider (ARIA practice: arrows a step, Page a leap, Home and End the ends). */
export function sliderKey({
  key,
  value,
  min,
  max,
  step,
  leap,
}: {
  readonly key: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly leap: number;
}): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: value + step,
    ArrowUp: value + step,
    ArrowLeft: value - step,
    ArrowDown: value - step,
    PageUp: value + leap,
    PageDown: value - leap,
    Home: min,
    End: max,
  };
  const wanted = moves[key];
  return wanted === undefined ? undefined : Math.min(max, Math.max(min, wanted));
}
