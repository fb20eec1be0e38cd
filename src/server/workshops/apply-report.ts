import type { z } from "zod";
import type { workshopRoutes } from "#contract/api/workshops.ts";

export type Report = z.infer<typeof workshopRoutes.report.body>;

/** How far a learner is in one lab of the workshop; times are ISO instants. */
export type LabProgress = {
  readonly startedAt?: string;
  readonly solvedAt?: string;
  readonly mistakes: Readonly<Record<string, number>>; // runs by mistake
};

/** What is stored of a learner's work, as far as a report can change it. */
export type Work = {
  readonly activity: "reading" | "working" | "running";
  readonly labId: string | null;
  readonly runs: number;
  readonly checksPassed: number;
  readonly checksTotal: number;
  readonly solved: readonly string[];
  readonly progress: Readonly<Record<string, LabProgress>>;
  readonly lastMistake: string | null;
  readonly sameMistakeRuns: number;
  readonly question: string | null;
  readonly askedAt: string | null;
  readonly sharesCode: boolean;
  readonly code: { readonly labId: string; readonly source: string; readonly at: string } | null;
  readonly progressedAt: string;
  readonly stateSince: string;
};

const longestCountedLists = 60; // labs a workshop may have; mistakes a lab may have

/** The work after a report. Only labs of the workshop count; a page that reports others is not believed. */
export function applyReport(
  work: Work,
  report: Report,
  { now, labs }: { readonly now: string; readonly labs: readonly string[] },
): Work {
  const afterPlace = applyPlace(work, report, now);
  const afterRun =
    report.run !== undefined && labs.includes(report.run.labId) ? applyRun(afterPlace, report.run, now) : afterPlace;
  const sharesCode = report.sharesCode ?? afterRun.sharesCode;
  const code = report.code === undefined ? afterRun.code : { ...report.code, at: now };
  return {
    ...afterRun,
    ...(report.ask === undefined ? {} : askedWith(afterRun, report.ask, now)),
    sharesCode,
    code: sharesCode ? code : null,
  };
}

function applyPlace(work: Work, report: Report, now: string): Work {
  const labId = report.labId === undefined ? work.labId : report.labId;
  const activity = report.activity ?? work.activity;
  const hasMoved = labId !== work.labId;
  if (!hasMoved && activity === work.activity) return work;
  const entered = labId !== null && hasMoved && work.progress[labId]?.startedAt === undefined;
  return {
    ...work,
    labId,
    activity,
    ...(hasMoved ? { checksPassed: 0, checksTotal: 0, sameMistakeRuns: 0, lastMistake: null, progressedAt: now } : {}),
    progress: entered ? withLab(work.progress, labId, (lab) => ({ ...lab, startedAt: now })) : work.progress,
    stateSince: now,
  };
}

function applyRun(work: Work, run: NonNullable<Report["run"]>, now: string): Work {
  const { labId, mistake } = run;
  const isSameLab = work.labId === labId;
  const isFirstSolved = run.isSolved && !work.solved.includes(labId);
  const passedBefore = isSameLab ? work.checksPassed : 0;
  const hasProgressed = run.passed > passedBefore || isFirstSolved;
  return {
    ...work,
    labId,
    activity: work.activity === "reading" ? "working" : work.activity,
    runs: work.runs + 1,
    checksPassed: run.passed,
    checksTotal: run.total,
    solved: isFirstSolved ? [...work.solved, labId] : work.solved,
    progress: withLab(work.progress, labId, (lab) => ({
      ...lab,
      startedAt: lab.startedAt ?? now,
      ...(isFirstSolved ? { solvedAt: now } : {}),
      mistakes: mistake === null ? lab.mistakes : countMistake(lab.mistakes, mistake),
    })),
    lastMistake: mistake,
    sameMistakeRuns: mistake === null ? 0 : isSameLab && mistake === work.lastMistake ? work.sameMistakeRuns + 1 : 1,
    progressedAt: hasProgressed ? now : work.progressedAt,
    stateSince: hasProgressed ? now : work.stateSince,
  };
}

function askedWith(work: Work, question: string | null, now: string): Pick<Work, "question" | "askedAt"> {
  if (question === null) return { question: null, askedAt: null };
  return { question: question === "" ? null : question, askedAt: work.askedAt ?? now };
}

function withLab(
  progress: Work["progress"],
  labId: string,
  change: (lab: LabProgress) => LabProgress,
): Work["progress"] {
  if (progress[labId] === undefined && Object.keys(progress).length >= longestCountedLists) return progress;
  return { ...progress, [labId]: change(progress[labId] ?? { mistakes: {} }) };
}

function countMistake(mistakes: LabProgress["mistakes"], mistake: string): LabProgress["mistakes"] {
  const before = Object.hasOwn(mistakes, mistake) ? (mistakes[mistake] ?? 0) : 0;
  if (before === 0 && Object.keys(mistakes).length >= longestCountedLists) return mistakes;
  return { ...mistakes, [mistake]: before + 1 };
}
