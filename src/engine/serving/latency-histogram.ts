/** What is told of many durations, in seconds. Percentiles are within 0.1 % of the exact ones; the rest is exact. NaN when there are none. */
export type LatencySummary = {
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
};

/** Bits of the mantissa that choose a bin: 2⁹ bins between a number and its double, so half a bin is at most 1/1024 of the value. */
const bits = 9;
const perOctave = 2 ** bits;
/** Durations from 2⁻²⁰ s (a microsecond) to 2³⁰ s (34 years) have bins of their own; what lies beyond counts in the outermost. */
const lowestExponent = -20;
const octaves = 50;
const binCount = octaves * perOctave;
const firstKey = (1023 + lowestExponent) << bits;

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
/** Which half holds sign, exponent and the first bits of the mantissa: the second on all machines of today. */
word[0] = 1;
const upper = halves[1] === 0 ? 0 : 1;

/**
 * Counts durations in bins that grow with the duration, so that any percentile is known within 0.1 % without keeping them.
 *
 * A million latencies need not be sorted for their 99th percentile: an error of 0.1 % is far below what chance does to it.
 * The bin is read off the bits of the number itself: its exponent and the first nine bits of its mantissa. This is the idea
 * of HdrHistogram. Adding is O(1), a percentile O(bins).
 */
export class LatencyHistogram {
  private readonly bins = new Float64Array(binCount);
  private lowestBin = binCount;
  private highestBin = -1;
  private total = 0;
  private sum = 0;
  private smallest = Number.POSITIVE_INFINITY;
  private largest = Number.NEGATIVE_INFINITY;

  add(seconds: number): void {
    word[0] = seconds;
    const key = ((halves[upper] as number) >>> (20 - bits)) - firstKey; // upper is 0 or 1
    const bin = key < 0 ? 0 : key >= binCount ? binCount - 1 : key;
    this.bins[bin] = (this.bins[bin] as number) + 1; // 0 <= bin < binCount
    if (bin < this.lowestBin) this.lowestBin = bin;
    if (bin > this.highestBin) this.highestBin = bin;
    this.total++;
    this.sum += seconds;
    if (seconds < this.smallest) this.smallest = seconds;
    if (seconds > this.largest) this.largest = seconds;
  }

  /** The value of rank ⌈p × n⌉: a share of at least p lies at or below it. NaN when nothing was added. */
  percentile(p: number): number {
    if (this.total === 0) return Number.NaN;
    const rank = Math.max(1, Math.ceil(p * this.total));
    if (rank >= this.total) return this.largest;
    let below = 0;
    for (let bin = this.lowestBin; bin <= this.highestBin; bin++) {
      below += this.bins[bin] as number; // within the bins in use
      if (below >= rank) return Math.min(this.largest, Math.max(this.smallest, middleOf(bin)));
    }
    return this.largest;
  }

  summary(): LatencySummary {
    const isEmpty = this.total === 0;
    return {
      count: this.total,
      mean: isEmpty ? Number.NaN : this.sum / this.total,
      min: isEmpty ? Number.NaN : this.smallest,
      p50: this.percentile(0.5),
      p90: this.percentile(0.9),
      p95: this.percentile(0.95),
      p99: this.percentile(0.99),
      p999: this.percentile(0.999),
      max: isEmpty ? Number.NaN : this.largest,
    };
  }

  get count(): number {
    return this.total;
  }

  get mean(): number {
    return this.sum / this.total;
  }

  /** Forgets everything; costs as much as the range of bins that was used. */
  clear(): void {
    if (this.highestBin >= 0) this.bins.fill(0, this.lowestBin, this.highestBin + 1);
    this.lowestBin = binCount;
    this.highestBin = -1;
    this.total = 0;
    this.sum = 0;
    this.smallest = Number.POSITIVE_INFINITY;
    this.largest = Number.NEGATIVE_INFINITY;
  }
}

function middleOf(bin: number): number {
  const octave = Math.floor(bin / perOctave);
  return 2 ** (lowestExponent + octave) * (1 + ((bin % perOctave) + 0.5) / perOctave);
}
