import type { CheckResult } from "#contract/verdict.ts";
import { createRng } from "#engine/core/random.ts";
import type { Attempt, Check, Learner, Outcome } from "./check.ts";
import { fingerprint, type Observation } from "./fingerprint.ts";
import { LearnerFault, RunEnded } from "./learner-fault.ts";
import type { RunnableLab } from "./run-lab.ts";
import type { Session } from "./session.ts";

export type CheckRun = {
  readonly result: CheckResult;
  readonly digest: string;
  /** The check itself broke: what it threw. */
  readonly internal?: string;
};

/** Runs one check and keeps what it observed; recognises a known mistake by that. */
export async function runCheck({
  check,
  session,
  lab,
  seed,
}: {
  readonly check: Check;
  readonly session: Session;
  readonly lab: RunnableLab;
  readonly seed: number;
}): Promise<CheckRun> {
  const observations: Observation[] = [];
  const base = { id: check.id, weight: check.weight ?? 1 };
  const recognise = (): { mistake?: string } => {
    const mistake = lab.fingerprints[check.id]?.[fingerprint(observations)];
    return mistake === undefined ? {} : { mistake };
  };
  const settle = (result: CheckResult): CheckRun => ({ result, digest: fingerprint(observations) });
  try {
    const outcome: Outcome = await check.run({
      learner: observed(session, observations),
      table: (file) => {
        const table = lab.tables[file];
        if (table === undefined) throw new Error(`${lab.id}: lab.ts names no data file ${file}`);
        return table;
      },
      rng: createRng(seed ^ seedOf(check.id)),
    });
    if (outcome.status === "pass") return settle({ ...base, status: "pass" });
    if (outcome.status === "fail") {
      const mistake = outcome.mistake === undefined ? recognise() : { mistake: outcome.mistake };
      return settle({ ...base, status: "fail", message: outcome.message, ...mistake });
    }
    throw new Error(`${check.id} returned neither pass nor fail`);
  } catch (thrown) {
    if (thrown instanceof LearnerFault) {
      const error = thrown.learnerError === undefined ? {} : { error: thrown.learnerError };
      const { status, words: message } = thrown;
      return settle(
        status === "fail"
          ? { ...base, status, message, ...recognise() }
          : { ...base, status, message, ...error, ...recognise() },
      );
    }
    const detail = thrown instanceof RunEnded ? "" : `check ${check.id}: ${String(thrown)}`;
    const broken: CheckRun = settle({ ...base, status: "error", message: { key: "std.internal", params: {} } });
    return detail === "" ? broken : { ...broken, internal: detail };
  }
}

/** The learner's module as the check sees it, each answer noted. */
function observed(session: Session, observations: Observation[]): Learner {
  const note = (asked: string, attempt: Attempt): Attempt => {
    observations.push(
      attempt.status === "returned"
        ? { asked, status: "returned", value: attempt.value }
        : { asked, status: "threw", name: attempt.error.name, code: attempt.error.code },
    );
    return attempt;
  };
  const value = (asked: string, attempt: Attempt): unknown => {
    if (attempt.status === "returned") return attempt.value;
    const { error } = attempt;
    const params = { what: asked, name: error.name, message: error.message };
    throw new LearnerFault("error", { key: "std.threw", params }, error);
  };
  return {
    call: async (name, ...args) => value(`${name}(…)`, note(name, await session.attempt(name, args))),
    attempt: async (name, ...args) => note(name, await session.attempt(name, args)),
    value: async (name) => value(name, note(name, await session.read(name))),
    figures: () => {
      const figures = session.figures();
      observations.push({ asked: "figures", status: "returned", value: figures });
      return figures;
    },
  };
}

/** Each check has chance of its own, so that adding or moving one leaves the others as they were. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash | 0;
}
