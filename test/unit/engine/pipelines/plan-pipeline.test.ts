import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EngineError, type PipelineStep, planPipeline } from "#engine/pipelines/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const run = () => ({});
const plan = (steps: readonly Anything[], more: object = {}) => planPipeline({ name: "test", steps, ...more });

test("every step comes after all that it waits for, and levels are as low as can be", () => {
  const graphs = fc.integer({ min: 1, max: 25 }).chain((count) =>
    fc.tuple(
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, i) => i),
        { minLength: count },
      ),
      fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40 }),
    ),
  );
  fc.assert(
    fc.property(graphs, ([written, edges]) => {
      const forward = edges.filter(([from, to]) => from < to);
      const steps: PipelineStep[] = written.map((node) => ({
        name: `s${node}`,
        after: forward.filter(([, to]) => to === node).map(([from]) => `s${from}`),
        run,
      }));
      const { order, levels, dependencies } = planPipeline({ name: "test", steps });
      expect(order.toSorted()).toEqual(steps.map(({ name }) => name).toSorted());
      const levelOf = (name: string) => levels.findIndex((level) => level.includes(name));
      for (const { name, after = [] } of steps) {
        for (const other of after) expect(order.indexOf(other)).toBeLessThan(order.indexOf(name));
        expect([...(dependencies[name] ?? [])].sort()).toEqual([...new Set(after)].sort());
        expect(levelOf(name)).toBe(Math.max(-1, ...after.map(levelOf)) + 1);
      }
    }),
    { numRuns: 60 },
  );
});

test("an edge backwards closes a circle, and the error names it", () => {
  const steps = [
    { name: "load", run },
    { name: "train", inputs: { rows: { step: "load", output: "rows" } }, after: ["tune"], run },
    { name: "evaluate", inputs: { model: { step: "train", output: "model" } }, run },
    { name: "tune", after: ["evaluate"], run },
  ];
  const caught = (): unknown => {
    try {
      return plan(steps);
    } catch (error) {
      return error;
    }
  };
  const error = caught();
  expect(error).toBeInstanceOf(EngineError);
  expect(error).toMatchObject({ code: "graph-cycle" });
  const names = String((error as EngineError).facts["cycle"]).split(" → "); // an EngineError, as was just seen
  expect(names[0]).toBe(names.at(-1));
  expect(names.slice(1).toSorted()).toEqual(["evaluate", "train", "tune"]);
  // Forwards: what is named first is waited for by what is named next.
  const waits: Readonly<Record<string, string>> = { evaluate: "train", tune: "evaluate", train: "tune" };
  for (const [i, name] of names.slice(1).entries()) expect(waits[name]).toBe(names[i]);
});

test("a chain of twenty thousand steps is planned", () => {
  const steps = Array.from({ length: 20_000 }, (_, i) => ({ name: `s${i}`, after: i === 0 ? [] : [`s${i - 1}`], run }));
  expect(plan(steps.toReversed()).order.slice(0, 2)).toEqual(["s0", "s1"]);
});

describe("hostile pipelines", () => {
  const step = { name: "a", run };
  test.each<readonly [string, () => unknown, string]>([
    ["null", () => planPipeline(null as Anything), "wrong-type"],
    ["no name", () => planPipeline({ steps: [step] } as Anything), "wrong-type"],
    ["steps that are no list", () => plan({} as Anything), "wrong-type"],
    ["no steps", () => plan([]), "empty"],
    ["a step that is null", () => plan([null]), "wrong-type"],
    ["a step without a name", () => plan([{ name: "", run }]), "wrong-type"],
    ["a step without a function", () => plan([{ name: "a" }]), "wrong-type"],
    ["two steps of one name", () => plan([step, step]), "duplicate-key"],
    ["a step that waits for itself", () => plan([{ ...step, after: ["a"] }]), "graph-cycle"],
    ["an unknown step in after", () => plan([{ ...step, after: ["b"] }]), "bad-expression"],
    [
      "an unknown step in inputs",
      () => plan([{ ...step, inputs: { x: { step: "b", output: "y" } } }]),
      "bad-expression",
    ],
    [
      "an output without a name",
      () => plan([step, { name: "b", inputs: { x: { step: "a" } }, run }]),
      "bad-expression",
    ],
    ["an unknown parameter", () => plan([{ ...step, inputs: { x: { parameter: "p" } } }]), "bad-expression"],
    ["an input that is text", () => plan([{ ...step, inputs: { x: "b.y" } }]), "bad-expression"],
    ["an input that is null", () => plan([{ ...step, inputs: { x: null } }]), "bad-expression"],
    ["inputs that are a list", () => plan([{ ...step, inputs: [] }]), "wrong-type"],
    ["after that is text", () => plan([{ ...step, after: "b" }]), "wrong-type"],
    ["a condition that is null", () => plan([{ ...step, onlyIf: null }]), "bad-expression"],
    [
      "an unknown comparison",
      () => plan([{ ...step, onlyIf: { left: { value: 1 }, is: ">", right: { value: 1 } } }]),
      "bad-expression",
    ],
    [
      "a condition on an unknown step",
      () => plan([{ ...step, onlyIf: { left: { step: "b", output: "y" }, is: "equal", right: { value: 1 } } }]),
      "bad-expression",
    ],
    ["an unknown trigger", () => plan([{ ...step, trigger: "always" }]), "out-of-range"],
    ["a timeout of 0", () => plan([{ ...step, timeoutMs: 0 }]), "out-of-range"],
    ["a timeout of NaN", () => plan([{ ...step, timeoutMs: Number.NaN }]), "not-finite"],
    ["negative retries", () => plan([{ ...step, retry: { maxRetries: -1 } }]), "out-of-range"],
    ["retries that shrink", () => plan([{ ...step, retry: { maxRetries: 1, backoffRate: 0.5 } }]), "out-of-range"],
    ["an unknown jitter", () => plan([{ ...step, retry: { maxRetries: 1, jitter: "some" } }]), "out-of-range"],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
