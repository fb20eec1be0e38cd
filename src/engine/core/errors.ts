/**
 * Every reason for which the engine refuses to compute. A learner reads the text of a code in their own language
 * (`src/i18n`); the English `message` is for the console and the maintainer.
 */
export type EngineErrorCode =
  | "empty" // an input of length 0 where at least one row is needed
  | "length-mismatch" // two inputs that describe the same rows differ in length
  | "single-class" // both classes are needed and one is absent
  | "undefined-ratio" // 0 / 0 and the caller did not say what it means
  | "not-finite" // NaN or infinity where a finite number is needed
  | "out-of-range" // a parameter or value outside its documented interval
  | "unknown-label" // a label that is not among the given labels
  | "invalid-label" // a value that can not serve as a label, e.g. 2 where 0 or 1 is needed
  | "invalid-weight" // a negative, infinite or missing weight, or weights that sum to 0
  | "not-a-distribution" // probabilities that do not sum to 1
  | "unknown-column" // a table has no column of that name
  | "wrong-type" // an argument or column of another type than is needed
  | "unknown-option" // a name that is none of the function's arguments, such as a misspelled one
  | "bad-csv" // text that is not the CSV it should be; names line and column
  | "bad-json" // text that is not the JSON it should be; names line
  | "bad-expression" // a formula, rule, schedule or pattern that cannot be read; names the place
  | "too-few-rows" // more rows are needed than there are, e.g. more folds than rows
  | "constant-column" // a column without any variation where some is needed
  | "singular-matrix" // columns that depend on each other, so that no unique answer exists
  | "unknown-category" // a value that was not there when the encoder was fitted, and no rule says what it means
  | "unsupported-version" // a fitted thing written by another version of the engine
  | "duplicate-key" // two rows, steps or names where each must be unique
  | "graph-cycle" // steps that wait for each other in a circle
  | "not-converged"; // an iteration that ended without an answer, where no answer is better than a wrong one

/**
 * The one error the engine throws for misuse: a stable code for programs and a sentence for people.
 *
 * The sentence names the function, what it needs and what it got, without a period:
 * `"rocAuc requires both classes, got 12 positive and 0 negative"`.
 *
 * @example new EngineError("single-class", "rocAuc requires both classes, got 12 positive and 0 negative").code // => "single-class"
 */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  /** Facts of the case by name, for translated texts: `{ function: "rocAuc", positives: 12, negatives: 0 }`. */
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: EngineErrorCode, message: string, facts: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.name = "EngineError";
    this.code = code;
    this.facts = facts;
  }
}
