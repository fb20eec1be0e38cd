/** Something that lets a model know at training time what it will not know in use, so that its test result is too good. */
export type Leak = {
  readonly kind:
    | "duplicate-rows"
    | "near-duplicate-rows"
    | "shared-groups"
    | "future-rows"
    | "target-proxy"
    | "identical-columns"
    | "known-too-late";
  /** "error": the result cannot be trusted; "warning": look at it. */
  readonly severity: "error" | "warning";
  /** The columns concerned; none for duplicate rows. */
  readonly columns: readonly string[];
  /** The parts concerned, the one that is learned from first. */
  readonly parts: readonly string[];
  /** How many rows (by "shared-groups": groups) are concerned. */
  readonly count: number;
  /** How strong it is, where that is measured: an AUC, a correlation, a share of errors saved; otherwise null. */
  readonly strength: { readonly measure: string; readonly value: number } | null;
  /** The first few concerned rows as pairs of part and row number. */
  readonly examples: readonly (readonly { readonly part: string; readonly row: number }[])[];
  /** What was found, why it matters and what to do. */
  readonly explanation: string;
};

/** How many concerned rows a finding shows. */
export const mostExamples = 5;
