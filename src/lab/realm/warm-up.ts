import { compile } from "../compile.ts";
import { inspect } from "./inspect.ts";
import { toPlain } from "./to-plain.ts";

/** Code of the kind that learners write: nobody runs it. */
const sample = `import rows from "data/rows.csv";
import { numbers, type Table } from "siklus/data";

/** What is counted. */
type Counts = { tp: number; readonly fp?: number };
interface Named<T extends string = "a"> { name: T; of: (x: number[]) => Map<string, T> }
const half = 1 / 2, all: readonly number[] = [1, -2.5, ...[3e4]];

export function count(actual: (string | null)[], predicted: ArrayLike<number>, { limit = 0.5 } = {}): Counts {
  const counts: Counts = { tp: 0, fp: 0 };
  for (let i = 0; i < actual.length; i++) {
    if (actual[i] === "fish" && !(predicted[i]! >= limit)) counts.tp += 1;
    else if (actual[i] == null || i % 2 !== 0) continue;
  }
  for (const [key, value] of Object.entries(counts)) console.log(\`\${key}: \${value}\`);
  return { ...counts, fp: counts.fp ?? 0 };
}

export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
export class Model<T> {
  private weights: Float64Array = new Float64Array(3);
  constructor(readonly rate: number) {}
  predict(row: T[]): number { return this.weights?.[0]! * (row as unknown as number[]).map((x) => x ** 2)[0]; }
}
try { while (false) throw new Error('no' as string); } catch (error) { console.log(typeof error); }
const table: Table = rows;
console.log(count(["fish"], numbers(table, "score")), mean([...all]), half > 0 ? /a+/g.test("a") : undefined);
`;

/** The first time that a thread does something it is several times slower than the second: this is that first time. */
export function warmUp(): void {
  compile(sample);
  inspect({ counts: [1, "a", null], map: new Map([["a", new Float64Array(2)]]) });
  toPlain({ counts: [1, "a"], scores: new Float64Array(1) }, "warm-up");
}
