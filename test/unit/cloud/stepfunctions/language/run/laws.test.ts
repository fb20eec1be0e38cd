import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { advance } from "#cloud/stepfunctions/language/run/advance.ts";
import type { Execution } from "#cloud/stepfunctions/language/run/execution.ts";
import type { Happening, Want } from "#cloud/stepfunctions/language/run/happening.ts";
import type { LoggedEvent } from "#cloud/stepfunctions/language/run/history-event.ts";
import { createRng } from "#engine/core/random.ts";
import { runMachine, startMs } from "../run-machine.ts";

type Block = { readonly StartAt: string; readonly States: { readonly [name: string]: Json } };

/** Machines of any shape: a few states in a row, some of which hold blocks of their own. */
const { block } = fc.letrec<{ block: Block; state: Json }>((tie) => ({
  block: fc.array(tie("state"), { minLength: 1, maxLength: 3 }).map(inARow),
  state: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Json>(
      { Type: "Pass", Parameters: { "id.$": "States.UUID()", "was.$": "$" } },
      { Type: "Pass", Assign: { "x.$": "States.MathRandom(0, 100)" } },
      { Type: "Wait", Seconds: 3 },
      { Type: "Pass", QueryLanguage: "JSONata", Output: { drawn: "{% $random() %}", at: "{% $now() %}" } },
    ),
    fc.record({ Seconds: fc.integer({ min: 2, max: 9 }), Tries: fc.integer({ min: 0, max: 2 }) }).map(
      ({ Seconds, Tries }): Json => ({
        Type: "Task",
        Resource: "arn:aws:states:::sagemaker:createTrainingJob.sync",
        TimeoutSeconds: Seconds,
        Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: Tries, JitterStrategy: "FULL" }],
      }),
    ),
    fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((Branches): Json => ({ Type: "Parallel", Branches })),
    fc.record({ inner: tie("block"), most: fc.integer({ min: 0, max: 2 }), far: fc.boolean() }).map(
      ({ inner, most, far }): Json => ({
        Type: "Map",
        QueryLanguage: "JSONata",
        Items: [1, 2, 3],
        MaxConcurrency: most,
        ItemProcessor: far ? { ...inner, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } } : inner,
      }),
    ),
  ),
}));

function inARow(states: readonly Json[]): Block {
  return {
    StartAt: "0",
    States: Object.fromEntries(
      states.map((state, at) => [
        `${at}`,
        { ...(state as object), ...(at === states.length - 1 ? { End: true } : { Next: `${at + 1}` }) } as Json,
      ]),
    ),
  };
}

/** State names are unique in a machine. */
function named(definition: Json): Json {
  let made = 0;
  const rename = (inner: Json): Json => {
    if (Array.isArray(inner)) return inner.map(rename);
    if (typeof inner !== "object" || inner === null) return inner;
    const states = (inner as { readonly States?: { readonly [name: string]: Json } }).States;
    if (states === undefined)
      return Object.fromEntries(Object.entries(inner).map(([field, value]) => [field, rename(value)]));
    const names = new Map(Object.keys(states).map((name) => [name, `s${made++}`]));
    return {
      ...inner,
      StartAt: names.get("0") ?? "",
      States: Object.fromEntries(
        Object.entries(states).map(([name, state]) => {
          const { Next, ...rest } = rename(state) as { readonly [field: string]: Json };
          return [names.get(name) ?? "", typeof Next === "string" ? { ...rest, Next: names.get(Next) ?? "" } : rest];
        }),
      ),
    } as Json;
  };
  return rename(definition);
}

/** Tasks end as their number says: some well, some not, some never. */
function answer(want: Want): Happening | undefined {
  if (want.kind !== "task") return undefined;
  const number = Number(want.id.slice(1));
  if (number % 5 === 3) return undefined;
  if (number % 5 === 1) return { kind: "task-failed", id: want.id, error: "E", cause: "c" };
  return { kind: "task-succeeded", id: want.id, output: { number } };
}

const machines = block.map((made) => named(made as unknown as Json));

test("an execution that is kept as data and taken up again after every event has the same history", async () => {
  await fc.assert(
    fc.asyncProperty(machines, async (definition) => {
      const straight = await runMachine({ definition, answer });
      for (const between of [
        structuredClone<Execution>,
        (kept: Execution) => JSON.parse(JSON.stringify(kept)) as Execution,
      ]) {
        const broken = await runMachine({ definition, answer, between });
        expect(JSON.stringify(broken.events)).toBe(JSON.stringify(straight.events));
        expect(broken.execution).toEqual(straight.execution);
      }
    }),
    { numRuns: 120 },
  );
});

test("events are numbered in order, follow earlier ones, and end with the execution", async () => {
  await fc.assert(
    fc.asyncProperty(machines, async (definition) => {
      const { events, execution } = await runMachine({ definition, answer });
      expect(execution.outcome.status).not.toBe("RUNNING");
      expect(execution.scopes).toEqual({});
      const logs = Map.groupBy(events, ({ executionArn }) => executionArn);
      for (const log of logs.values()) {
        expect(log.map(({ event }) => event.id)).toEqual(log.map((_, at) => at + 1));
        for (const { event } of log) expect(event.previousEventId).toBeLessThan(event.id);
        expect(log.at(-1)?.event.type).toMatch(/^Execution(?:Succeeded|Failed|Aborted)$/);
        const times = log.map(({ event }) => event.timestamp);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 120 },
  );
});

test("asking once, late, gives the history that asking in time gives", async () => {
  await fc.assert(
    fc.asyncProperty(machines, async (definition) => {
      const inTime = await runMachine({ definition });
      const begun = await runMachine({ definition, timePasses: false });
      fc.pre(begun.execution.outcome.status === "RUNNING");
      fc.pre(!JSON.stringify(definition).includes("JitterStrategy")); // other draws would be other delays
      const late = await advance({
        execution: begun.execution,
        happening: { kind: "time" },
        now: startMs + 1e9,
        rng: createRng(2), // other names for children than those that were drawn before
      });
      const shown = ({ event }: LoggedEvent): Json => [
        event.id,
        event.previousEventId,
        String(event.type),
        event.timestamp,
      ];
      expect([...begun.events, ...late.events].map(shown)).toEqual(inTime.events.map(shown));
    }),
    { numRuns: 60 },
  );
});
