export class Errors {
  readonly values: Float64Array;

  constructor(actual: ArrayLike<number>, predicted: ArrayLike<number>) {
    this.values = Float64Array.from(actual, (price, i) => Math.abs(price - Number(predicted[i])));
  }

  mean(power: number): number {
    let sum = 0;
    for (const value of this.values) sum += value ** power;
    return sum / this.values.length;
  }
}

export async function meanAbsoluteError(actual: ArrayLike<number>, predicted: ArrayLike<number>) {
  return new Errors(actual, predicted).mean(1);
}

export async function rootMeanSquaredError(actual: ArrayLike<number>, predicted: ArrayLike<number>) {
  return Math.sqrt(new Errors(actual, predicted).mean(2));
}

export async function shareOfWorst(actual: ArrayLike<number>, predicted: ArrayLike<number>, count: number) {
  const left = [...new Errors(actual, predicted).values];
  const all = left.reduce((sum, value) => sum + value * value, 0);
  let worst = 0;
  for (let taken = 0; taken < count; taken++) {
    const at = left.indexOf(Math.max(...left));
    worst += Number(left[at]) ** 2;
    left.splice(at, 1);
  }
  return worst / all;
}
