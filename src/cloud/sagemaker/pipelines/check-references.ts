import { closestName } from "#engine/core/closest-name.ts";
import type { Condition, Parameter, Report } from "./definition.ts";
import { type Expression, expressionsIn } from "./expressions.ts";
import type { Json } from "./json.ts";
import type { WrittenStep } from "./parse-step.ts";
import { readJsonPath, readReference, type Segment } from "./reference.ts";

type Known = {
  /** Whether there is a PipelineExperimentConfig to refer to. */
  readonly hasExperiment: boolean;
  readonly parameters: readonly Parameter[];
  readonly steps: readonly WrittenStep[];
  readonly report: Report;
};

/** Checks all that a step names, and returns the steps whose results it uses. */
export function checkReferences({
  step,
  known,
}: {
  readonly step: WrittenStep;
  readonly known: Known;
}): readonly string[] {
  const used: string[] = [];
  for (const { value, path } of valuesOf(step)) used.push(...checkValue({ value, path, step: step.name, known }));
  for (const name of step.dependsOn) {
    const target = known.steps.find((other) => other.name === name);
    const place = { step: step.name, path: `${step.path}.DependsOn` };
    if (target === undefined) {
      known.report.error(
        place,
        `Step '${step.name}' depends on step '${name}', which is not defined.${meant(name, known)}`,
      );
    } else if (target.type === "Fail") {
      known.report.error(place, `${step.name} can not depends on ${name}`);
    }
  }
  return used;
}

/** The same for a value outside the steps, such as the names of experiment and trial. */
export function checkValue({
  value,
  path,
  step,
  known,
}: {
  readonly value: Json;
  readonly path: string;
  readonly step: string | null;
  readonly known: Known;
}): readonly string[] {
  const used: string[] = [];
  for (const { value: written, path: place, read } of expressionsIn(value, path)) {
    const problem = read === null ? null : read.kind === "wrong" ? read.why : checkExpression({ read, known, used });
    if (problem === null) continue;
    const owner = step === null ? "" : ` of step '${step}'`;
    known.report.error({ step, path: place }, `${JSON.stringify(written)}${owner}: ${problem}.`);
  }
  return used;
}

/** All values of a step that may hold expressions, with their places. */
export function valuesOf(step: WrittenStep): readonly { readonly value: Json; readonly path: string }[] {
  const settings = Object.entries(step.settings).map(([name, value]) => ({ value, path: `${step.path}.${name}` }));
  const operands = step.conditions.flatMap(operandsOf);
  const conditions = operands.map((value) => ({ value, path: `${step.path}.Arguments.Conditions` }));
  return [{ value: step.arguments, path: `${step.path}.Arguments` }, ...settings, ...conditions];
}

export function operandsOf(condition: Condition): readonly Json[] {
  if (condition.type === "Not") return operandsOf(condition.condition);
  if (condition.type === "Or") return condition.conditions.flatMap(operandsOf);
  return condition.type === "In" ? [condition.query, ...condition.values] : [condition.left, condition.right];
}

function checkExpression({
  read,
  known,
  used,
}: {
  readonly read: Expression;
  readonly known: Known;
  readonly used: string[];
}): string | null {
  if (read.kind === "join") return null;
  if (read.kind === "json-get") {
    if (typeof read.path === "string" && readJsonPath(read.path) === undefined) {
      return `the path ${JSON.stringify(read.path)} cannot be read`;
    }
    if (read.from.kind === "uri") return null;
    const { step, file } = read.from;
    const target = known.steps.find(({ name }) => name === step);
    if (target === undefined) return `step '${step}' is not defined${meant(step, known)}`;
    used.push(step);
    const files = target.propertyFiles.map(({ name }) => name);
    if (files.includes(file)) return null;
    return `step '${step}' has no property file '${file}' (there are ${files.join(", ") || "none"})`;
  }
  const reference = readReference(read.text);
  if (reference.kind === "wrong") return reference.why;
  if (reference.kind === "execution") return null;
  if (reference.kind === "experiment")
    return known.hasExperiment ? null : "the pipeline has no PipelineExperimentConfig";
  if (reference.kind === "parameter") {
    const names = known.parameters.map(({ name }) => name);
    if (names.includes(reference.name)) return null;
    return `parameter '${reference.name}' is not defined (there are ${names.join(", ") || "none"})`;
  }
  const target = known.steps.find(({ name }) => name === reference.step);
  if (target === undefined) return `step '${reference.step}' is not defined${meant(reference.step, known)}`;
  used.push(target.name);
  return checkProperty({ target, path: reference.path });
}

/** What is known of a step's properties before it ran. */
function checkProperty({
  target,
  path,
}: {
  readonly target: WrittenStep;
  readonly path: readonly Segment[];
}): string | null {
  const [first, second] = path;
  const member = first?.kind === "member" ? first.name : "";
  if (target.type === "Fail") return `step '${target.name}' of type Fail has no properties`;
  if (target.type === "Condition") {
    return member === "Outcome" && path.length === 1
      ? null
      : `step '${target.name}' of type Condition has Outcome only`;
  }
  if (member === "PropertyFiles") return "a property file is read by Std:JsonGet";
  if ((target.type === "Lambda" || target.type === "Callback") && member === "OutputParameters") {
    const names = target.outputParameters.map(({ name }) => name);
    if (second?.kind !== "key" || names.includes(second.key)) return null;
    return `step '${target.name}' has no output parameter '${second.key}' (there are ${names.join(", ") || "none"})`;
  }
  return null;
}

function meant(name: string, known: Known): string {
  const closest = closestName({ name, names: known.steps.map((step) => step.name) });
  return closest === undefined ? "" : ` (is ${closest} meant?)`;
}
