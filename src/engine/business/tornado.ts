import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";

/** An input that is not known exactly: what one reckons with, and how low and high it may be. */
export type InputRange = { readonly low: number; readonly base: number; readonly high: number };

/** The effect of one input, the others as one reckons with them. */
export type TornadoBar = {
  readonly name: string;
  readonly atLow: number;
  readonly atHigh: number;
  /** |atHigh − atLow|. */
  readonly swing: number;
};

/** The result as one reckons with it, and the bars, widest first. */
export type Tornado = { readonly base: number; readonly bars: readonly TornadoBar[] };

/**
 * Sensitivity: which of the uncertain inputs decides the result?
 *
 * Each input is set to its low and its high value while the others stay at their base; the bars, widest on top, look like a
 * tornado. Find out more about the first one or two before you decide; the rest does not matter. Only one input moves at a
 * time: for all together use `monteCarlo`. Cost: 2 k + 1 calls of the model.
 *
 * @param model   a function of the inputs by name
 * @param inputs  by name
 * @returns       base result and bars; equal swings stay in the order of the inputs
 * @throws {EngineError} "empty" without inputs, "out-of-range" unless low <= base <= high, "not-finite" for a result that is none, "wrong-type"
 * @example
 * const inputs = { price: { low: 8, base: 10, high: 12 }, sold: { low: 50, base: 100, high: 120 } };
 * tornado({ model: ({ price, sold }) => price * sold, inputs }).bars.map(({ name, swing }) => [name, swing]) // => [["sold", 700], ["price", 400]]
 * @source  Eschenbach 1992, Spiderplots versus tornado diagrams for sensitivity analysis
 */
export function tornado<Name extends string>(options: {
  readonly model: (inputs: Readonly<Record<Name, number>>) => number;
  readonly inputs: Readonly<Record<Name, InputRange>>;
}): Tornado {
  const functionName = "tornado";
  const { model, inputs } = requireOptions(functionName, options, ["model", "inputs"]);
  requireRecord({ functionName, name: "inputs", value: inputs });
  const names = Object.keys(inputs) as Name[]; // its own keys
  if (names.length === 0)
    throw new EngineError("empty", `${functionName} requires an input, got none`, { function: functionName });
  const base = {} as Record<Name, number>; // filled for each name below
  for (const name of names) {
    const range = inputs[name];
    requireRecord({ functionName, name: `inputs.${name}`, value: range });
    requireNumber({ functionName, name: `inputs.${name}.low`, value: range.low });
    requireNumber({ functionName, name: `inputs.${name}.base`, value: range.base, least: range.low });
    requireNumber({ functionName, name: `inputs.${name}.high`, value: range.high, least: range.base });
    base[name] = range.base;
  }
  const ask = (values: Readonly<Record<Name, number>>): number =>
    requireNumber({ functionName, name: "the model's result", value: model(values) });
  const bars = names.map((name) => {
    const atLow = ask({ ...base, [name]: inputs[name].low });
    const atHigh = ask({ ...base, [name]: inputs[name].high });
    return { name, atLow, atHigh, swing: Math.abs(atHigh - atLow) };
  });
  return { base: ask(base), bars: bars.sort((a, b) => b.swing - a.swing) };
}
