import type { Keep } from "#browser/keep/keep.ts";
import type { InputAt } from "#contract/api/route-types.ts";

type Report = NonNullable<InputAt<"post", "/api/workshops/{workshopId}/report">["body"]>;
export type WorkWatcher = { add(report: Report): void; close(): void };

/** A page reports at most this often; what happens in between goes with the next report. */
const reportEveryMs = 1_000;
const mostWaitingRuns = 50;

/**
 * Sees from the page and from what is kept where the learner is: the lab they turn to, what they run, what comes of it, and, if they let
 * the teacher read it, their code. A report that did not get through is sent with the next one.
 */
export function watchWork(options: {
  readonly keep: Keep;
  readonly sharesCode: () => boolean;
  readonly send: (report: Report) => Promise<unknown>;
}): WorkWatcher {
  const { keep, sharesCode, send } = options;
  let waiting: Report = {};
  const waitingRuns: NonNullable<Report["run"]>[] = []; // each counts, so each goes in a report of its own
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  const sendWaiting = async (): Promise<void> => {
    const report = waiting;
    const run = waitingRuns.shift();
    waiting = {};
    let pauseMs = reportEveryMs;
    try {
      await send(run === undefined ? report : { ...report, run });
    } catch {
      // No network, or the server is starting again: the newest facts win when it is back.
      waiting = { ...report, ...waiting };
      if (run !== undefined) waitingRuns.unshift(run);
      pauseMs = 5 * reportEveryMs;
    }
    timer = undefined;
    const isMore = waitingRuns.length > 0 || Object.keys(waiting).length > 0;
    if (!isClosed && isMore) timer = setTimeout(sendWaiting, pauseMs);
  };
  const add = ({ run, ...report }: Report): void => {
    waiting = { ...waiting, ...report };
    if (run !== undefined && waitingRuns.length < mostWaitingRuns) waitingRuns.push(run);
    timer ??= setTimeout(sendWaiting, reportEveryMs);
  };
  const turnedTo = (event: Event): void => {
    const lab = event.target instanceof Element ? event.target.closest<HTMLElement>("siklus-lab") : null;
    const labId = lab?.dataset["lab"];
    if (labId === undefined) add({ activity: "reading" });
    else add({ labId, activity: "working" });
  };
  const stopKeep = keep.onChange(async ({ store, key, from }) => {
    if (from === "elsewhere") return; // the other tab reports for itself
    if (store === "drafts" && sharesCode()) {
      const draft = await keep.drafts.find(key);
      if (draft !== undefined) add({ code: { labId: draft.labId, source: draft.code } });
    }
    if (store !== "history") return;
    const labId = key.slice(0, key.lastIndexOf("/"));
    const [newest] = await keep.history.of(labId);
    if (newest?.kind !== "run" || newest.id !== key) return;
    const { checks, status } = newest.verdict;
    const mistake = checks.flatMap((check) => (check.status === "pass" ? [] : (check.mistake ?? [])))[0] ?? null;
    add({
      activity: "working",
      run: {
        labId,
        passed: checks.filter((check) => check.status === "pass").length,
        total: checks.length,
        mistake,
        isSolved: status === "pass",
      },
    });
  });
  // A report now and then also says that the page is still there.
  const pulse = setInterval(() => add({}), 12_000);
  addEventListener("focusin", turnedTo);
  addEventListener("pointerdown", turnedTo);
  return {
    add,
    close() {
      isClosed = true;
      stopKeep();
      clearInterval(pulse);
      clearTimeout(timer);
      removeEventListener("focusin", turnedTo);
      removeEventListener("pointerdown", turnedTo);
    },
  };
}
