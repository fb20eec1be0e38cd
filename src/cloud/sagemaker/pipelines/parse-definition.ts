import { AwsError } from "#cloud/core/aws-error.ts";
import { checkReferences, checkValue, valuesOf } from "./check-references.ts";
import type { Diagnostic, Parameter, PipelineDefinition, Report, StepDefinition } from "./definition.ts";
import { expressionsIn, readExpression } from "./expressions.ts";
import { findCycle } from "./find-cycle.ts";
import { blanksIn, variablesIn } from "./find-placeholders.ts";
import { isObject, type Json, type JsonObject, memberOf } from "./json.ts";
import { parseParameters } from "./parse-parameters.ts";
import { parseSteps, type WrittenStep } from "./parse-step.ts";
import { definitionVersion, warnOfPublishedSchema } from "./published-schema.ts";

const longest = 1_048_576; // PipelineDefinition in the service's model
const deepest = 500; // thirty conditions inside each other, as people write them, are 160 levels

/** Reads the text of a definition. There is a definition where nothing is an error; warnings do not hinder it. */
export function parseDefinition(text: string): {
  readonly definition: PipelineDefinition | null;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const add =
    (severity: Diagnostic["severity"]): Report["error"] =>
    ({ step = null, path }, message) => {
      diagnostics.push({ severity, step, path, message });
    };
  const report: Report = { error: add("error"), warning: add("warning") };
  const written = readJson(text, report);
  const definition = written === undefined ? null : read(written, report);
  const isSound = !diagnostics.some(({ severity }) => severity === "error");
  return { definition: isSound ? definition : null, diagnostics };
}

/** The definition, or the exception that CreatePipeline answers: the first errors, each with its place. */
export function requireDefinition(text: string): PipelineDefinition {
  const { definition, diagnostics } = parseDefinition(text);
  if (definition !== null) return definition;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const told = errors.slice(0, 10).map(({ path, message }) => (path === "" ? message : `${message} (${path})`));
  const more = errors.length > told.length ? ` And ${errors.length - told.length} more.` : "";
  throw new AwsError("ValidationException", `Unable to parse pipeline definition. ${told.join(" ")}${more}`);
}

function readJson(text: string, report: Report): JsonObject | undefined {
  if (text.length > longest) {
    report.error({ path: "" }, `The definition is longer than ${longest} characters.`);
    return undefined;
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json; // JSON.parse makes nothing else
  } catch (error) {
    report.error({ path: "" }, `It is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
  if (!isObject(value)) {
    report.error({ path: "" }, "Expecting start of Json Object.");
    return undefined;
  }
  if (depthOf(value) <= deepest) return value;
  report.error({ path: "" }, `The definition is nested more than ${deepest} levels deep.`);
  return undefined;
}

function read(written: JsonObject, report: Report): PipelineDefinition {
  const version = memberOf(written, "Version");
  if (version === undefined) report.warning({ path: "Version" }, `Version is missing, ${definitionVersion} is meant.`);
  else if (version !== definitionVersion) {
    report.error({ path: "Version" }, `Version must be ${definitionVersion}, got ${JSON.stringify(version)}.`);
  }
  const parameters = parseParameters(memberOf(written, "Parameters"), report);
  const steps = parseSteps({ value: memberOf(written, "Steps"), path: "Steps", branch: null, report });
  checkNames(steps, report);
  checkBlanks({ written, steps, report });
  warnOfPublishedSchema({ written, steps, report });
  const metadata = memberOf(written, "Metadata");
  const experiment = readExperiment({
    value: memberOf(written, "PipelineExperimentConfig"),
    parameters,
    steps,
    report,
  });
  return {
    version: definitionVersion,
    metadata: isObject(metadata) ? metadata : {},
    parameters,
    experiment,
    steps: withNeeds({ steps, parameters, hasExperiment: experiment !== null, report }),
  };
}

function checkNames(steps: readonly WrittenStep[], report: Report): void {
  if (steps.length === 0) report.error({ path: "Steps" }, "A pipeline must have at least one step.");
  const seen = new Set<string>();
  for (const { name, path } of steps) {
    if (seen.has(name)) report.error({ step: name, path }, `Duplicate step name '${name}'.`);
    seen.add(name);
  }
}

function checkBlanks({
  written,
  steps,
  report,
}: {
  readonly written: JsonObject;
  readonly steps: readonly WrittenStep[];
  readonly report: Report;
}): void {
  const parameters = { step: null, value: memberOf(written, "Parameters") ?? null, path: "Parameters" };
  const values = steps.flatMap((step) => valuesOf(step).map((one) => ({ ...one, step: step.name })));
  for (const { step, value, path } of [parameters, ...values]) {
    for (const found of variablesIn(value, path)) {
      const message = `The variable ${found.variable} was not filled in: a definition has parameters, no variables.`;
      report.error({ step, path: found.path }, message);
    }
    for (const { blank, path: place } of blanksIn(value, path)) {
      report.warning({ step, path: place }, `${blank} looks like a blank that somebody was to fill in.`);
    }
  }
}

function readExperiment({
  value,
  parameters,
  steps,
  report,
}: {
  readonly value: Json | undefined;
  readonly parameters: readonly Parameter[];
  readonly steps: readonly WrittenStep[];
  readonly report: Report;
}): PipelineDefinition["experiment"] {
  const path = "PipelineExperimentConfig";
  if (value === undefined || value === null) return null;
  if (!isObject(value)) {
    report.error({ path }, "Expecting start of Json Object.");
    return null;
  }
  const used = checkValue({ value, path, step: null, known: { hasExperiment: false, parameters, steps, report } });
  if (used.length > 0 || readsFiles(value)) {
    report.error({ path }, "Experiment and trial are named before any step has run.");
  }
  for (const [name, entry] of Object.entries(value)) {
    const isName = name === "ExperimentName" || name === "TrialName";
    const isText = typeof entry === "string" || entry === null || readExpression(entry) !== null;
    if (!isName) report.error({ path }, `Cannot parse object, unknown property '${name}'.`);
    else if (!isText) report.error({ path: `${path}.${name}` }, `${name} must be a text or an expression.`);
  }
  return {
    experimentName: memberOf(value, "ExperimentName") ?? { Get: "Execution.PipelineName" },
    trialName: memberOf(value, "TrialName") ?? { Get: "Execution.PipelineExecutionId" },
  };
}

/** Whether an expression looks at a file or at a job, which are there for steps only. */
function readsFiles(value: Json): boolean {
  for (const { read } of expressionsIn(value, "")) {
    if (read?.kind === "json-get") return true;
    if (read?.kind === "get" && /^Execution\.(Training|Processing)JobName$/.test(read.text)) return true;
  }
  return false;
}

function withNeeds({
  steps,
  parameters,
  hasExperiment,
  report,
}: {
  readonly steps: readonly WrittenStep[];
  readonly parameters: readonly Parameter[];
  readonly hasExperiment: boolean;
  readonly report: Report;
}): readonly StepDefinition[] {
  const whole = steps.map((written) => {
    const used = checkReferences({ step: written, known: { hasExperiment, parameters, steps, report } });
    const { path: _, ...step } = written;
    const condition = step.branch === null ? [] : [step.branch.condition];
    return { ...step, needs: [...new Set([...step.dependsOn, ...used, ...condition])] };
  });
  const cycle = findCycle(new Map(whole.map(({ name, needs }) => [name, needs])));
  if (cycle !== undefined) {
    const [step = null] = cycle;
    report.error({ step, path: "Steps" }, `Cyclic dependency: ${cycle.join(" needs ")}.`);
  }
  return whole;
}

function depthOf(value: Json): number {
  let depth = 0;
  let level: readonly Json[] = [value];
  while (level.length > 0 && depth <= deepest) {
    depth += 1;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return depth;
}
