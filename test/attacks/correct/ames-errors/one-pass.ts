type Numbers = ArrayLike<number>;

function* differences(actual: Numbers, predicted: Numbers) {
  for (let i = 0; i < actual.length; i++) yield Number(predicted[i]) - Number(actual[i]);
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export const meanAbsoluteError = (actual: Numbers, predicted: Numbers) =>
  mean([...differences(actual, predicted)].map(Math.abs));

export const rootMeanSquaredError = (actual: Numbers, predicted: Numbers) =>
  mean([...differences(actual, predicted)].map((d) => d * d)) ** 0.5;

export function shareOfWorst(actual: Numbers, predicted: Numbers, count: number) {
  const squares = Float64Array.from(differences(actual, predicted), (d) => d ** 2).sort();
  const sum = (list: Float64Array) => list.reduce((total, value) => total + value, 0);
  return sum(squares.subarray(squares.length - count)) / sum(squares);
}
