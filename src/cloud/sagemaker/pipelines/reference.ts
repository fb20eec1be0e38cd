/** What a Get names. */
export type Reference =
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "execution"; readonly variable: ExecutionVariable }
  | { readonly kind: "experiment"; readonly member: "ExperimentName" | "TrialName" }
  | { readonly kind: "step"; readonly step: string; readonly path: readonly Segment[] };

/** `.Name` is a member; `['train']` a member of a map or an entry of a list by its name; `[0]` an entry by its place. */
export type Segment =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "index"; readonly index: number };

export type ExecutionVariable = (typeof executionVariables)[number];

export const executionVariables = [
  "StartDateTime",
  "CurrentDateTime",
  "PipelineName",
  "PipelineArn",
  "PipelineExecutionId",
  "PipelineExecutionArn",
  // The name of the job that the step itself begins.
  "TrainingJobName",
  "ProcessingJobName",
] as const;

/** The reference, or in words what is wrong with it. */
export function readReference(text: string): Reference | { readonly kind: "wrong"; readonly why: string } {
  const [root = "", ...rest] = text.split(".");
  const name = rest.join(".");
  if (root === "Parameters") {
    if (/^[A-Za-z0-9_-]+$/.test(name)) return { kind: "parameter", name };
    return { kind: "wrong", why: "a parameter is named as Parameters.Name" };
  }
  if (root === "Execution") {
    const variable = executionVariables.find((known) => known === name);
    if (variable !== undefined) return { kind: "execution", variable };
    return { kind: "wrong", why: `Execution has ${executionVariables.join(", ")}` };
  }
  if (root === "PipelineExperimentConfig") {
    if (name === "ExperimentName" || name === "TrialName") return { kind: "experiment", member: name };
    return { kind: "wrong", why: "PipelineExperimentConfig has ExperimentName, TrialName" };
  }
  if (root !== "Steps") {
    return { kind: "wrong", why: "it must begin with Parameters., Steps., Execution. or PipelineExperimentConfig." };
  }
  const step = /^[A-Za-z0-9_-]+/.exec(name)?.[0] ?? "";
  const path = step === "" ? undefined : readSegments(name.slice(step.length));
  if (path === undefined || path.length === 0) {
    return { kind: "wrong", why: "a property is named as Steps.StepName.Property, .Map['key'] or .List[0]" };
  }
  return { kind: "step", step, path };
}

/** A path behind a name: `.Outputs['train'].S3Output`; undefined where it cannot be read. */
export function readSegments(text: string): readonly Segment[] | undefined {
  const pattern = /\.([^.[\]'"]+)|\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]/y;
  const segments: Segment[] = [];
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (found === null) return undefined;
    const [, name, single, double, index] = found;
    const key = single ?? double;
    if (name !== undefined) segments.push({ kind: "member", name });
    else if (key !== undefined) segments.push({ kind: "key", key });
    else segments.push({ kind: "index", index: Number(index) });
  }
  return segments;
}

/** Paths of JsonGet begin with a name, an index, or `$`. */
export function readJsonPath(path: string): readonly Segment[] | undefined {
  const bare = path.startsWith("$") ? path.slice(1) : path;
  return readSegments(bare === "" || /^[.[]/.test(bare) ? bare : `.${bare}`);
}

export function writeSegments(path: readonly Segment[]): string {
  return path
    .map((segment) => {
      if (segment.kind === "member") return `.${segment.name}`;
      return segment.kind === "key" ? `['${segment.key}']` : `[${segment.index}]`;
    })
    .join("")
    .replace(/^\./, "");
}
