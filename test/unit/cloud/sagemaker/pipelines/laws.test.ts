import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance } from "#cloud/sagemaker/pipelines/advance.ts";
import type { PipelineDefinition } from "#cloud/sagemaker/pipelines/definition.ts";
import { isOver, type PipelineExecution } from "#cloud/sagemaker/pipelines/execution.ts";
import type { Json, JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { cacheKey } from "#cloud/sagemaker/pipelines/result-cache.ts";
import { wantsOf } from "#cloud/sagemaker/pipelines/wants.ts";
import { always, condition, define, get, never, training } from "./definitions.ts";
import { carryOn, runToEnd, type Start, startMs, succeed } from "./stub-host.ts";

type Plan = readonly {
  readonly kind: "training" | "condition";
  /** Earlier steps that it uses, by modulo. */
  readonly uses: readonly number[];
  /** Earlier steps that it waits for. */
  readonly waits: readonly number[];
  readonly holds: boolean;
  /** Steps that follow in the plan and stand in its branches. */
  readonly inside: number;
  readonly fails: boolean;
}[];

const plans: fc.Arbitrary<Plan> = fc.array(
  fc.record({
    kind: fc.constantFrom("training", "training", "condition"),
    uses: fc.array(fc.nat(20), { maxLength: 2 }),
    waits: fc.array(fc.nat(20), { maxLength: 2 }),
    holds: fc.boolean(),
    inside: fc.nat(2),
    fails: fc.boolean(),
  }),
  { minLength: 1, maxLength: 9 },
);

/** Steps S0, S1 …; those in a branch use only steps that stand outside conditions, so that nothing waits for a branch that is not taken. */
function definitionOf(plan: Plan, cached = false): PipelineDefinition {
  const steps: Json[] = [];
  const outside: string[] = [];
  for (let at = 0; at < plan.length; at++) {
    const entry = plan[at];
    if (entry === undefined) break;
    const name = `S${at}`;
    if (entry.kind === "training") {
      steps.push(step(name, entry, outside, cached));
      outside.push(name);
      continue;
    }
    const branch = plan
      .slice(at + 1, at + 1 + entry.inside)
      .map((inner, i) => step(`S${at + 1 + i}`, inner, outside, cached));
    const [first, ...rest] = branch;
    steps.push({
      ...condition(name, [entry.holds ? always : never], { yes: first === undefined ? [] : [first], no: rest }),
      DependsOn: names(entry.waits, outside),
    });
    at += branch.length;
  }
  return define({ Steps: steps });
}

function step(name: string, { uses, waits }: Plan[number], outside: readonly string[], cached: boolean): JsonObject {
  const inputs = names(uses, outside).map((used) => get(`Steps.${used}.Result`));
  return training(
    name,
    { Environment: { Step: name }, InputDataConfig: inputs },
    {
      DependsOn: names(waits, outside),
      ...(cached ? { CacheConfig: { Enabled: true, ExpireAfter: "1d" } } : {}),
    },
  );
}

function names(numbers: readonly number[], outside: readonly string[]): readonly string[] {
  return outside.length === 0 ? [] : [...new Set(numbers.map((at) => outside[at % outside.length] ?? ""))];
}

/** A result that follows from what the step was given, and from nothing else. */
function resultOf({ step: name, arguments: args }: Start): JsonObject {
  return { Result: cacheKey({ step: { name, type: "Training" }, args, settings: {} }) ?? "" };
}

function failsIn(plan: Plan): (start: Start) => ReturnType<typeof succeed> {
  return (start) => {
    if (plan[Number(start.step.slice(1))]?.fails !== true) return succeed(start, resultOf(start));
    const { step: name, attempt } = start;
    return { kind: "step-failed", step: name, attempt, reason: "broken", exceptionType: null };
  };
}

const works = (start: Start): ReturnType<typeof succeed> => succeed(start, resultOf(start));

function resultsOf(execution: PipelineExecution): Json {
  return Object.fromEntries(
    Object.entries(execution.steps).map(([name, state]) => [
      name,
      state.status === "Succeeded" ? state.properties : state.status,
    ]),
  ) as Json; // properties are
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

describe("laws of executions", () => {
  it("a snapshot after every event goes on to the same end, through structuredClone and through JSON", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const definition = definitionOf(plan);
        const whole = runToEnd({ definition, work: failsIn(plan) });
        for (const between of [
          structuredClone,
          (execution: PipelineExecution) => JSON.parse(JSON.stringify(execution)),
        ]) {
          expect(runToEnd({ definition, work: failsIn(plan), between }).snapshots).toEqual(whole.snapshots);
        }
        // From any snapshot, what is wanted is all that is needed to come to the same results.
        for (const snapshot of whole.snapshots) {
          const { execution } = carryOn({
            definition,
            execution: structuredClone(snapshot),
            open: wantsOf(snapshot),
            nowMs: startMs,
            work: failsIn(plan),
          });
          expect(resultsOf(execution)).toEqual(resultsOf(whole.execution));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("nothing changes an execution in place", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        runToEnd({ definition: definitionOf(plan), work: failsIn(plan), between: frozen });
      }),
      { numRuns: 60 },
    );
  });

  it("no step begins before all it needs have succeeded, and none twice", () => {
    fc.assert(
      fc.property(plans, fc.array(fc.nat(5)), (plan, order) => {
        const definition = definitionOf(plan);
        const pick = (count: number): number => (order.pop() ?? 0) % count;
        const { snapshots, starts } = runToEnd({ definition, work: failsIn(plan), pick });
        for (const { steps } of snapshots) {
          for (const { name, needs } of definition.steps) {
            const status = steps[name]?.status;
            if (status === "Waiting" || status === "Skipped") continue;
            expect(needs.map((need) => steps[need]?.status)).toEqual(needs.map(() => "Succeeded"));
          }
        }
        expect(new Set(starts.map(({ step: name }) => name)).size).toBe(starts.length);
      }),
    );
  });

  it("order and parallelism change no result, and no more steps are at work than allowed", () => {
    fc.assert(
      fc.property(plans, fc.array(fc.nat(5)), fc.integer({ min: 1, max: 3 }), (plan, order, maxParallelSteps) => {
        const definition = definitionOf(plan);
        const pick = (count: number): number => (order.pop() ?? 0) % count;
        const limited = runToEnd({ definition, work: works, pick, maxParallelSteps });
        expect(resultsOf(limited.execution)).toEqual(resultsOf(runToEnd({ definition, work: works }).execution));
        for (const { steps } of limited.snapshots) {
          const atWork = Object.values(steps).filter(({ status }) => status === "Executing");
          expect(atWork.length).toBeLessThanOrEqual(maxParallelSteps);
        }
      }),
    );
  });

  it("caching changes no result, it only saves work", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const definition = definitionOf(plan, true);
        const first = runToEnd({ definition, work: works, executionId: "first0000000" });
        const second = runToEnd({ definition, work: works, executionId: "second000000", cache: first.cache });
        expect(resultsOf(second.execution)).toEqual(resultsOf(first.execution));
        expect(second.starts).toEqual([]);
        const plain = runToEnd({ definition: definitionOf(plan), work: works });
        expect(resultsOf(first.execution)).toEqual(resultsOf(plain.execution));
      }),
    );
  });

  it("stopped at any moment, nothing begins any more and it ends", () => {
    fc.assert(
      fc.property(plans, fc.nat(10), (plan, moment) => {
        const definition = definitionOf(plan);
        const { snapshots } = runToEnd({ definition, work: works });
        const before = snapshots[moment % snapshots.length];
        if (before === undefined || isOver(before.status)) return;
        const { execution, wants } = advance({ execution: before, happening: { kind: "stop" }, nowMs: startMs });
        const open = [...wantsOf(before).filter(({ id }) => !wants.some((want) => want.id === id)), ...wants];
        const stops = open.filter(({ kind }) => kind === "stop-step");
        const end = carryOn({ definition, execution, open: stops, nowMs: startMs });
        expect(end.execution.status).toBe("Stopped");
        expect(end.starts).toEqual([]);
      }),
    );
  });

  it("retried after what was broken is mended, a failed execution comes to the results of one that never failed", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const definition = definitionOf(plan);
        const failed = runToEnd({ definition, work: failsIn(plan) });
        if (failed.execution.status !== "Failed") return;
        const { execution, wants } = advance({
          execution: failed.execution,
          happening: { kind: "retry" },
          nowMs: startMs,
        });
        const again = carryOn({ definition, execution, open: wants, nowMs: startMs, work: works });
        expect(resultsOf(again.execution)).toEqual(resultsOf(runToEnd({ definition, work: works }).execution));
        const succeeded = Object.entries(failed.execution.steps).filter(([, { status }]) => status === "Succeeded");
        const restarted = new Set(again.starts.map(({ step: name }) => name));
        expect(succeeded.filter(([name]) => restarted.has(name))).toEqual([]);
      }),
    );
  });
});
