import type { LearnerError } from "#contract/sandbox.ts";
import type { Message } from "#contract/verdict.ts";

/** Ends a check because of the learner's code, not because of the check: its words go into the result. */
export class LearnerFault extends Error {
  readonly status: "fail" | "error";
  readonly words: Message;
  readonly learnerError: LearnerError | undefined;

  constructor(status: "fail" | "error", words: Message, learnerError?: LearnerError) {
    super(words.key);
    this.name = "LearnerFault";
    this.status = status;
    this.words = words;
    this.learnerError = learnerError;
  }
}

/** The run ended (time, stop, crash) while something was awaited. */
export class RunEnded extends Error {
  constructor() {
    super("the run has ended");
    this.name = "RunEnded";
  }
}
