import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AirflowHappening } from "#cloud/airflow/advance-airflow.ts";
import { instanceOf } from "#cloud/airflow/airflow-state.ts";
import { sensor, type TriggerRule, triggerRules } from "#cloud/airflow/dag.ts";
import { retryWaitMs } from "#cloud/airflow/retry-wait.ts";
import { createHost, dagOf, dayMs, failed, firstMs, hourMs, namesOf, type RunTask, succeeded } from "./airflow-host.ts";

const daily = { kind: "cron", expression: "@daily", timetable: "data-interval" } as const;

/** Triggers the DAG by hand at the start; the states of its tasks when nothing but time is left. */
function run(
  tasks: Parameters<typeof dagOf>[0]["tasks"],
  work?: (task: RunTask, nowMs: number) => AirflowHappening | undefined,
) {
  const host = createHost({ dags: [dagOf({ tasks })], ...(work === undefined ? {} : { work }) });
  host.tell({ kind: "trigger-dag", dagId: "churn" });
  const states = () => {
    const [first] = host.state().runs;
    return first === undefined
      ? {}
      : Object.fromEntries(tasks.map(({ taskId }) => [taskId, instanceOf(first, taskId).state]));
  };
  return { host, states, runState: () => host.state().runs[0]?.state };
}

describe("failure and the end of a run", () => {
  it("cascades as upstream_failed; independent branches go on; a failed leaf fails the run", () => {
    const { states, runState } = run(
      [{ taskId: "a" }, { taskId: "b", upstream: ["a"] }, { taskId: "c", upstream: ["b"] }, { taskId: "d" }],
      (task) => (task.taskId === "a" ? failed(task) : succeeded(task)),
    );
    expect(states()).toEqual({ a: "failed", b: "upstream_failed", c: "upstream_failed", d: "success" });
    expect(runState()).toBe("failed");
  });

  it("leaves decide: a clean-up with all_done makes the run a success though something failed in the middle", () => {
    const { states, runState } = run(
      [{ taskId: "a" }, { taskId: "clean", upstream: ["a"], triggerRule: "all_done" }],
      (task) => (task.taskId === "a" ? failed(task) : succeeded(task)),
    );
    expect(states()).toEqual({ a: "failed", clean: "success" });
    expect(runState()).toBe("success");
  });

  it("clearing a task runs it and all behind it again", () => {
    let isBroken = true;
    const { host, states } = run(
      [{ taskId: "a" }, { taskId: "b", upstream: ["a"] }, { taskId: "c", upstream: ["b"] }],
      (task) => (task.taskId === "b" && isBroken ? failed(task) : succeeded(task)),
    );
    expect(states()).toEqual({ a: "success", b: "failed", c: "upstream_failed" });
    isBroken = false;
    const runId = host.state().runs[0]?.runId ?? "";
    host.tell({ kind: "clear", dagId: "churn", runId, taskIds: ["b"] });
    expect(states()).toEqual({ a: "success", b: "success", c: "success" });
    expect(host.done().map(({ taskId, tryNumber }) => `${taskId}${tryNumber}`)).toEqual(["a1", "b1", "b2", "c1"]);
    expect(host.state().runs[0]?.state).toBe("success");
  });
});

describe("branches and short circuits (Airflow, Control Flow)", () => {
  const branch = [
    { taskId: "choose", work: { kind: "branch" } as const },
    { taskId: "big", upstream: ["choose"] },
    { taskId: "small", upstream: ["choose"] },
    { taskId: "after", upstream: ["small"] },
  ];
  const choosing =
    (follow: readonly string[]) =>
    (task: RunTask): AirflowHappening =>
      task.taskId === "choose" ? { kind: "task-succeeded", ...namesOf(task), follow } : succeeded(task);

  it("what is not followed is skipped, and so is what needs it", () => {
    const { states, runState } = run(branch, choosing(["big"]));
    expect(states()).toEqual({ choose: "success", big: "success", small: "skipped", after: "skipped" });
    expect(runState()).toBe("success");
  });

  it("a join behind the branch needs none_failed_min_one_success: with all_success it is skipped", () => {
    const join = (triggerRule: TriggerRule) => [...branch, { taskId: "join", upstream: ["big", "small"], triggerRule }];
    expect(run(join("all_success"), choosing(["big"])).states()["join"]).toBe("skipped");
    expect(run(join("none_failed_min_one_success"), choosing(["big"])).states()["join"]).toBe("success");
  });

  it("a task directly behind the branch that also stands behind a followed one is not skipped", () => {
    const tasks = [
      { taskId: "choose", work: { kind: "branch" } as const },
      { taskId: "big", upstream: ["choose"] },
      { taskId: "join", upstream: ["choose", "big"] },
    ];
    expect(run(tasks, choosing(["big"])).states()).toEqual({ choose: "success", big: "success", join: "success" });
  });

  it("a task that is not there fails the branch", () => {
    expect(run(branch, choosing(["huge"])).states()["choose"]).toBe("failed");
  });

  it("a short circuit skips all behind it, whatever their trigger rules", () => {
    const tasks = [
      { taskId: "gate", work: { kind: "short-circuit" } as const },
      { taskId: "a", upstream: ["gate"] },
      { taskId: "clean", upstream: ["a"], triggerRule: "all_done" as const },
    ];
    const closed = (task: RunTask): AirflowHappening => ({ kind: "task-succeeded", ...namesOf(task), value: false });
    expect(run(tasks, closed).states()).toEqual({ gate: "success", a: "skipped", clean: "skipped" });
    expect(run(tasks).states()).toEqual({ gate: "success", a: "success", clean: "success" });
  });
});

describe("retries", () => {
  const at: number[] = [];
  const record = (task: RunTask, nowMs: number): AirflowHappening => {
    at.push((nowMs - firstMs) / 1000);
    return failed(task);
  };

  it("a task is tried retries times more, so many seconds apart", () => {
    at.length = 0;
    const { host, states } = run([{ taskId: "a", retries: 2, retryDelaySeconds: 60 }], record);
    expect(states()).toEqual({ a: "up_for_retry" });
    host.until(firstMs + hourMs);
    expect(at).toEqual([0, 60, 120]);
    expect(states()).toEqual({ a: "failed" });
  });

  it("AirflowFailException is final", () => {
    const { states } = run([{ taskId: "a", retries: 2 }], (task) => failed(task, true));
    expect(states()).toEqual({ a: "failed" });
  });

  it("exponential waits lie between the doubled delay and twice that, up to the longest", () => {
    const task = { taskId: "a", retryDelaySeconds: 10, retryExponentialBackoff: true, maxRetryDelaySeconds: 100 };
    for (const [tryNumber, least] of [
      [1, 10],
      [2, 20],
      [3, 40],
    ] as const) {
      const seconds = retryWaitMs({ task, dagId: "d", logicalMs: 0, tryNumber }) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThan(2 * least);
    }
    expect(retryWaitMs({ task, dagId: "d", logicalMs: 0, tryNumber: 9 })).toBe(100_000);
  });

  it("a try that takes too long fails and is tried again; its late answer changes nothing", () => {
    let first: RunTask | undefined;
    const { host, states } = run(
      [{ taskId: "a", retries: 1, retryDelaySeconds: 10, executionTimeoutSeconds: 60 }],
      (task) => {
        first ??= task;
        return task.tryNumber === 1 ? undefined : succeeded(task);
      },
    );
    host.until(firstMs + 60_000);
    expect(states()).toEqual({ a: "up_for_retry" });
    if (first !== undefined) host.tell(succeeded(first));
    expect(states()).toEqual({ a: "up_for_retry" });
    host.until(firstMs + 70_000);
    expect(states()).toEqual({ a: "success" });
  });
});

describe("sensors", () => {
  /** A sensor that finds what it waits for after so many seconds; the seconds at which it looked. */
  const wait = (metAfter: number, options: Parameters<typeof sensor>[0], pools: Record<string, number> = {}) => {
    const looks: number[] = [];
    const dag = dagOf({
      tasks: [
        {
          taskId: "wait",
          work: sensor({ pokeIntervalSeconds: 60, ...options }),
          pool: "few",
          retries: 3,
          priorityWeight: 9,
        },
        { taskId: "other", pool: "few" },
      ],
    });
    const host = createHost({
      dags: [dag],
      pools: { few: 1, ...pools },
      work: (task, nowMs) => {
        if (task.taskId === "other") return succeeded(task);
        const seconds = (nowMs - firstMs) / 1000;
        looks.push(seconds);
        return { kind: "sensor-looked", ...namesOf(task), poke: task.poke, isMet: seconds >= metAfter };
      },
    });
    host.tell({ kind: "trigger-dag", dagId: "churn" });
    const runId = host.state().runs[0]?.runId ?? "";
    return { host, looks, is: (taskId: string) => host.taskState(runId, taskId) };
  };

  it("poke keeps the slot between looks, so that another task waits", () => {
    const { host, looks, is } = wait(120, { mode: "poke" });
    expect([is("wait"), is("other")]).toEqual(["running", "none"]);
    host.until(firstMs + 119_000);
    expect(is("other")).toBe("none");
    host.until(firstMs + 120_000);
    expect(looks).toEqual([0, 60, 120]);
    expect([is("wait"), is("other")]).toEqual(["success", "success"]);
  });

  it("reschedule gives the slot back between looks", () => {
    const { host, looks, is } = wait(120, { mode: "reschedule" });
    expect([is("wait"), is("other")]).toEqual(["up_for_reschedule", "success"]);
    host.until(firstMs + 120_000);
    expect(looks).toEqual([0, 60, 120]);
    expect(is("wait")).toBe("success");
  });

  it("fails when its time is over, without retries; with soft_fail it is skipped", () => {
    for (const mode of ["poke", "reschedule"] as const) {
      const hard = wait(9999, { mode, timeoutSeconds: 100 });
      hard.host.until(firstMs + hourMs);
      expect(hard.looks).toEqual([0, 60, 120]); // 120 s is the first look after more than 100
      expect(hard.is("wait")).toBe("failed");
      const soft = wait(9999, { mode, timeoutSeconds: 100, softFail: true });
      soft.host.until(firstMs + hourMs);
      expect(soft.is("wait")).toBe("skipped");
    }
  });
});

describe("pools and priorities", () => {
  it("no more slots are in use than the pool has; tasks may take several", () => {
    const tasks = ["a", "b", "c"].map((taskId, at) => ({ taskId, pool: "gpu", poolSlots: at === 0 ? 2 : 1 }));
    const host = createHost({ dags: [dagOf({ tasks })], pools: { gpu: 2 }, work: () => undefined });
    host.tell({ kind: "trigger-dag", dagId: "churn" });
    expect(host.done().map(({ taskId }) => taskId)).toEqual(["a"]);
    const [first] = host.done();
    if (first !== undefined) host.tell(succeeded(first));
    expect(host.done().map(({ taskId }) => taskId)).toEqual(["a", "b", "c"]);
  });

  it("the weight of a task is its own and that of all behind it, so that long chains begin first", () => {
    const tasks = [
      { taskId: "short", pool: "one" },
      { taskId: "long", pool: "one" },
      { taskId: "longer", upstream: ["long"], pool: "one" },
      { taskId: "last", upstream: ["longer"], pool: "one" },
      { taskId: "urgent", pool: "one", priorityWeight: 10, weightRule: "absolute" as const },
    ];
    const host = createHost({ dags: [dagOf({ tasks })], pools: { one: 1 } });
    host.tell({ kind: "trigger-dag", dagId: "churn" });
    // urgent 10, long 3, longer 2, then short and last have 1 each.
    expect(host.done().map(({ taskId }) => taskId)).toEqual(["urgent", "long", "longer", "short", "last"]);
  });

  it("a DAG has so many tasks at work in a run, Airflow so many in all", () => {
    const tasks = ["a", "b", "c"].map((taskId) => ({ taskId }));
    const limited = createHost({ dags: [dagOf({ tasks, maxActiveTasks: 2 })], work: () => undefined });
    limited.tell({ kind: "trigger-dag", dagId: "churn" });
    expect(limited.done()).toHaveLength(2);
    const narrow = createHost({ dags: [dagOf({ tasks })], parallelism: 1, work: () => undefined });
    narrow.tell({ kind: "trigger-dag", dagId: "churn" });
    expect(narrow.done()).toHaveLength(1);
  });
});

describe("depends_on_past and XCom", () => {
  it("a task waits for itself in the run before; the first run does not wait", () => {
    const dag = dagOf({ schedule: daily, catchup: true, tasks: [{ taskId: "a", dependsOnPast: true }] });
    let isBroken = true;
    const host = createHost({
      dags: [dag],
      nowMs: firstMs + 3 * dayMs,
      work: (task) => (isBroken && task.context.ds === "2026-11-02" ? failed(task) : succeeded(task)),
    });
    host.tell({ kind: "time" });
    expect(host.state().runs.map((one) => instanceOf(one, "a").state)).toEqual(["success", "failed", "none"]);
    isBroken = false;
    host.tell({ kind: "clear", dagId: "churn", runId: "scheduled__2026-11-02T00:00:00+00:00", taskIds: ["a"] });
    expect(host.state().runs.map((one) => instanceOf(one, "a").state)).toEqual(["success", "success", "success"]);
  });

  it("what a task returns is pushed as return_value, by task and run; a new try begins without", () => {
    const { host } = run(
      [
        { taskId: "a", retries: 1, retryDelaySeconds: 0 },
        { taskId: "b", upstream: ["a"] },
      ],
      (task) =>
        task.taskId === "a"
          ? { kind: "task-succeeded", ...namesOf(task), value: { auc: 0.9 }, xcoms: { rows: 3 } }
          : succeeded(task),
    );
    expect(host.done().at(-1)?.context.xcoms).toEqual({ a: { return_value: { auc: 0.9 }, rows: 3 } });
    const runId = host.state().runs[0]?.runId ?? "";
    host.tell({ kind: "clear", dagId: "churn", runId, taskIds: ["a"] });
    expect(host.done().map(({ taskId, context }) => `${taskId} ${Object.keys(context.xcoms)}`)).toEqual([
      "a ",
      "b a",
      "a ",
      "b a",
    ]);
  });
});

describe("laws", () => {
  const plans = fc.array(
    fc.record({
      upstream: fc.array(fc.nat(20), { maxLength: 3 }),
      rule: fc.constantFrom(...triggerRules),
      fails: fc.boolean(),
      retries: fc.nat(2),
      slots: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  type Plan = typeof plans extends fc.Arbitrary<infer Value> ? Value : never;

  const hostOf = (plan: Plan, between?: Parameters<typeof createHost>[0]["between"]) => {
    const tasks = plan.map(({ upstream, rule, retries, slots }, at) => ({
      taskId: `t${at}`,
      upstream: at === 0 ? [] : [...new Set(upstream.map((one) => `t${one % at}`))],
      triggerRule: rule,
      retries,
      retryDelaySeconds: 30,
      pool: "few",
      poolSlots: slots,
    }));
    const host = createHost({
      dags: [dagOf({ schedule: { kind: "every", seconds: 3600 }, catchup: true, tasks })],
      pools: { few: 2 },
      work: (task) => (plan[Number(task.taskId.slice(1))]?.fails === true ? failed(task) : succeeded(task)),
      ...(between === undefined ? {} : { between }),
    });
    host.until(firstMs + 2 * hourMs);
    return host;
  };

  it("every run comes to an end, and a task runs only where its trigger rule let it", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const host = hostOf(plan);
        host.until(firstMs + 3 * hourMs - 1);
        expect(host.state().runs.map(({ state }) => state === "success" || state === "failed")).toEqual([true, true]);
        const tries = host.done().filter(({ runId }) => runId === host.state().runs[0]?.runId);
        for (const [at, { fails, retries }] of plan.entries()) {
          const count = tries.filter(({ taskId }) => taskId === `t${at}`).length;
          expect([0, fails ? retries + 1 : 1]).toContain(count);
        }
      }),
    );
  });

  it("a state that went through structuredClone or JSON after every event goes on as it would have", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const whole = hostOf(plan).state();
        expect(hostOf(plan, structuredClone).state()).toEqual(whole);
        expect(hostOf(plan, (state) => JSON.parse(JSON.stringify(state))).state()).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});
