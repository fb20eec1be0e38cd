// threat: 3 — objects that turn into the wanted number when compared: valueOf, toJSON, toPrimitive, getters, boxed numbers
// ends: fail|error
let turn = 0;
const number = () => ({
  valueOf: () => 1,
  toJSON: () => 1,
  toString: () => "1",
  [Symbol.toPrimitive]: () => 1,
});

export function countOutcomes(): unknown {
  turn++;
  const answers: unknown[] = [
    { tp: number(), fp: number(), fn: number(), tn: number() },
    { tp: new Number(25), fp: Object(20), fn: Object(15n), tn: "40" },
    {
      get tp() {
        return number();
      },
      fp: [0],
      fn: null,
      tn: Number.NaN,
    },
    { tp: 1, fp: 0, fn: 0, tn: Object.assign(() => 0, number()) },
  ];
  return answers[turn % answers.length];
}
