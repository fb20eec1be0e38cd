/** The author's door, `siklus/lab`: what `lab.ts`, `checks.ts` and `hidden.ts` are written with. Learner code cannot import it. */
export type { Attempt, Check, CheckContext, HiddenCheck, Learner, Outcome } from "#lab/check.ts";
export { defineChecks, defineHiddenChecks, defineLab } from "#lab/define.ts";
export {
  expectArray,
  expectClose,
  expectEqual,
  expectRecord,
  expectThrow,
  fail,
  firstFailure,
  pass,
  verify,
} from "#lab/expect.ts";
