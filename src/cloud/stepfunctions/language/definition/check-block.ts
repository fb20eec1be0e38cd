import { fieldOf, isList, isObject, type Json, type JsonObject } from "../json.ts";
import type { Report } from "./diagnostic.ts";

/** The states of one block: their names, where they lead, and whether each can be reached and the block can end. */
export function checkBlock({
  block,
  at,
  names,
  report,
  checkState,
}: {
  readonly block: JsonObject;
  readonly at: string;
  /** All names so far: they are unique in the whole machine. */
  readonly names: Set<string>;
  readonly report: Report;
  readonly checkState: (state: JsonObject, at: string) => void;
}): void {
  const states = fieldOf(block, "States");
  if (!isObject(states)) return;
  for (const [name, state] of Object.entries(states)) {
    const place = `${at}/States/${name}`;
    if (names.has(name)) report({ code: "DUPLICATE_STATE_NAME", message: `Duplicate State name: ${name}`, at: place });
    names.add(name);
    if (name.length > 80) report({ message: "State name must be at most 80 characters", at: place });
    if (isObject(state)) checkState(state, place);
    else report({ message: "Expected value of type Object", at: place });
  }
  if (Object.keys(states).length === 0) report({ message: "At least one state is required", at: `${at}/States` });
  else checkTransitions({ block, states, at, report });
}

type Target = { readonly name: string; readonly at: string };

function checkTransitions({
  block,
  states,
  at,
  report,
}: {
  readonly block: JsonObject;
  readonly states: JsonObject;
  readonly at: string;
  readonly report: Report;
}): void {
  const start = fieldOf(block, "StartAt");
  const targets = Object.entries(states).flatMap(([name, state]) => targetsOf(state, `${at}/States/${name}`));
  if (typeof start === "string") targets.unshift({ name: start, at: `${at}/StartAt` });
  for (const target of targets) {
    if (Object.hasOwn(states, target.name)) continue;
    report({ code: "MISSING_TRANSITION_TARGET", message: `Missing 'Next' target: ${target.name}`, at: target.at });
  }
  if (!Object.values(states).some(isTerminal)) {
    report({ code: "MISSING_END_STATE", message: "Workflow has no terminal state" });
    return;
  }
  const reached = reachedFrom({ start: typeof start === "string" ? start : "", states });
  for (const name of Object.keys(states)) {
    if (reached.has(name)) continue;
    report({
      code: "MISSING_TRANSITION_TARGET",
      message: `State "${name}" is not reachable.`,
      at: `${at}/States/${name}`,
    });
  }
}

function isTerminal(state: Json): boolean {
  const type = fieldOf(state, "Type");
  return type === "Succeed" || type === "Fail" || fieldOf(state, "End") === true;
}

function targetsOf(state: Json, at: string): Target[] {
  const direct = ["Next", "Default"].flatMap((field) => targetIn(fieldOf(state, field), `${at}/${field}`));
  const listed = ["Choices", "Catch"].flatMap((field) => {
    const list = fieldOf(state, field);
    return isList(list)
      ? list.flatMap((item, index) => targetIn(fieldOf(item, "Next"), `${at}/${field}[${index}]/Next`))
      : [];
  });
  return [...direct, ...listed];
}

function targetIn(value: Json | undefined, at: string): readonly Target[] {
  return typeof value === "string" ? [{ name: value, at }] : [];
}

function reachedFrom({ start, states }: { readonly start: string; readonly states: JsonObject }): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = fieldOf(states, name);
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    open.push(...targetsOf(state, "").map((target) => target.name));
  }
  return reached;
}
