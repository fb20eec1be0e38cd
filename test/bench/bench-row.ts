/** One line of the table that `npm run bench` prints: how a subject's time stands to ours on the same task in the same run. */
export type BenchRow = {
  readonly task: string;
  readonly subject: string;
  readonly medianMs: number;
  /** Subject's time divided by ours: 2 means that the subject takes twice as long. */
  readonly ratio: number;
  readonly note?: string;
  /** The subject's result is not the true one. */
  readonly wrong?: boolean;
};
