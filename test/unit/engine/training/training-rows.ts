import fc from "fast-check";

/** Rows of two features, a number and one of three classes, with small whole weights. */
export type TrainingRow = {
  readonly x: readonly [number, number];
  readonly target: number;
  readonly label: string;
  readonly weight: number;
};

const coordinate = fc.integer({ min: -50, max: 50 }).map((value) => value / 10);

/** At least four different places that do not lie on a line, and two classes that weigh something. */
export const trainingRows: fc.Arbitrary<readonly TrainingRow[]> = fc
  .array(
    fc.record({
      x: fc.tuple(coordinate, coordinate),
      target: fc.integer({ min: -100, max: 100 }).map((value) => value / 10),
      label: fc.constantFrom("a", "b", "c"),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 12, maxLength: 30 },
  )
  .filter((rows) => {
    const heavy = rows.filter(({ weight }) => weight > 0);
    const [first] = heavy;
    if (first === undefined || new Set(heavy.map(({ label }) => label)).size < 2) return false;
    const spread = heavy.map(({ x }) => [x[0] - first.x[0], x[1] - first.x[1]] as const);
    return spread.some(([a, b]) => spread.some(([c, d]) => Math.abs(a * d - b * c) > 5));
  });

export function columnsOf(rows: readonly TrainingRow[]) {
  return {
    features: rows.map(({ x }) => [...x]),
    targets: rows.map(({ target }) => target),
    labels: rows.map(({ label }) => label),
    weights: rows.map(({ weight }) => weight),
  };
}

/** Each row as often as its weight says. */
export function repeated(rows: readonly TrainingRow[]): readonly TrainingRow[] {
  return rows.flatMap((row) => Array.from({ length: row.weight }, () => row));
}

/** The code of the EngineError that a call throws. */
export function codeOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error instanceof Error && error.name === "EngineError" ? Reflect.get(error, "code") : error;
  }
  return "accepted";
}

/** Near in value, whatever the shape: numbers within `tolerance` of their size, or of 1 where they are small. */
export function areNear(got: unknown, expected: unknown, tolerance = 1e-7): boolean {
  if (typeof got === "number" && typeof expected === "number") {
    return Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected));
  }
  if (typeof got !== "object" || typeof expected !== "object" || got === null || expected === null) {
    return got === expected;
  }
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(got).length &&
    keys.every((key) => areNear(Reflect.get(got, key), Reflect.get(expected, key), tolerance))
  );
}
