import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyReport, type Report, type Work } from "#server/workshops/apply-report.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 24, 9, minute)).toISOString();
const labs = ["07-metrics/fish-matrix", "07-metrics/f-beta"] as const;
const [fish, fBeta] = labs;
const fresh: Work = {
  activity: "reading",
  labId: null,
  runs: 0,
  checksPassed: 0,
  checksTotal: 0,
  solved: [],
  progress: {},
  lastMistake: null,
  sameMistakeRuns: 0,
  question: null,
  askedAt: null,
  sharesCode: false,
  code: null,
  progressedAt: at(0),
  stateSince: at(0),
};
const workAfter = (reports: readonly Report[]): Work =>
  reports.reduce((work, report, i) => applyReport(work, report, { now: at(i + 1), labs }), fresh);
const run = (passed: number, mistake: string | null, labId: string = fish): Report => ({
  run: { labId, passed, total: 4, mistake, isSolved: passed === 4 },
});

describe("a learner's work", () => {
  test("begins in a lab when the page enters it", () => {
    const work = workAfter([{ labId: fish, activity: "working" }]);
    expect(work).toMatchObject({ labId: fish, activity: "working", stateSince: at(1) });
    expect(work.progress[fish]?.startedAt).toBe(at(1));
  });

  test("counts runs and the same mistake in a row", () => {
    const work = workAfter([run(1, "swapped"), run(1, "swapped"), run(2, "swapped"), run(2, "off-by-one")]);
    expect(work).toMatchObject({ runs: 4, lastMistake: "off-by-one", sameMistakeRuns: 1, checksPassed: 2 });
    expect(work.progress[fish]?.mistakes).toEqual({ swapped: 3, "off-by-one": 1 });
  });

  test("has progressed only when more checks pass than before", () => {
    expect(workAfter([run(2, null), run(2, null), run(1, null)]).progressedAt).toBe(at(1));
    expect(workAfter([run(2, null), run(3, null)]).progressedAt).toBe(at(2));
  });

  test("stays solved whatever comes after", () => {
    const work = workAfter([run(4, null), run(0, "swapped")]);
    expect(work.solved).toEqual([fish]);
    expect(work.progress[fish]?.solvedAt).toBe(at(1));
  });

  test("a run in another lab begins there anew", () => {
    const work = workAfter([run(3, "swapped"), { labId: fBeta, activity: "working" }, run(1, "swapped", fBeta)]);
    expect(work).toMatchObject({ labId: fBeta, sameMistakeRuns: 1, checksPassed: 1 });
  });

  test("a lab that is not of this workshop does not count", () => {
    expect(workAfter([run(4, null, "01-goal/other")])).toEqual(fresh);
  });

  test("code is kept only while it is shared", () => {
    const code = { labId: fish, source: "export const a = 1;" };
    expect(workAfter([{ code }]).code).toBeNull();
    expect(workAfter([{ sharesCode: true, code }]).code).toEqual({ ...code, at: at(1) });
    expect(workAfter([{ sharesCode: true, code }, { sharesCode: false }]).code).toBeNull();
  });

  test("asking keeps the time of the first question until it is taken back", () => {
    expect(workAfter([{ ask: "why?" }, { ask: "why not?" }])).toMatchObject({ question: "why not?", askedAt: at(1) });
    expect(workAfter([{ ask: "why?" }, { ask: null }])).toMatchObject({ question: null, askedAt: null });
  });

  test("never grows without bound, whatever a page sends", () => {
    const reports = fc.array(
      fc.record({
        run: fc.record({
          labId: fc.constantFrom(...labs),
          passed: fc.nat(4),
          total: fc.constant(4),
          mistake: fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString")),
          isSolved: fc.boolean(),
        }),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(reports, (list) => {
        const work = workAfter(list);
        expect(work.runs).toBe(list.length);
        for (const lab of Object.values(work.progress))
          expect(Object.keys(lab.mistakes).length).toBeLessThanOrEqual(60);
      }),
      { numRuns: 30 },
    );
  });
});
