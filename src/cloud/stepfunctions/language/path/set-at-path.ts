import { fieldOf, isList, isObject, type Json, withField } from "../json.ts";
import { runtimeFailure, StateFailure } from "../state-failure.ts";
import type { Path, PathStep } from "./path.ts";

/** ResultPath: the input with a value put at a reference path; objects on the way are made, lists are never made longer. */
export function setAtPath({
  input,
  path,
  value,
}: {
  readonly input: Json;
  readonly path: Path;
  readonly value: Json;
}): Json {
  if (path.root.kind !== "input") throw runtimeFailure(`Unable to apply ReferencePath ${path.text} to input`);
  return place({ target: input, steps: path.steps, value, path, input });
}

type Placing = {
  readonly target: Json | undefined;
  readonly steps: readonly PathStep[];
  readonly value: Json;
  readonly path: Path;
  readonly input: Json;
};

function place({ target, steps, value, path, input }: Placing): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step.kind === "indices") {
    const index = step.indices[0] ?? 0;
    if (!isList(target) || index >= target.length || index < 0) throw mismatch({ path, input });
    return target.map((item, at) => (at === index ? place({ target: item, steps: rest, value, path, input }) : item));
  }
  const name = step.kind === "names" ? (step.names[0] ?? "") : "";
  if (target !== undefined && target !== null && !isObject(target)) throw mismatch({ path, input });
  const field = place({ target: fieldOf(target, name), steps: rest, value, path, input });
  return withField(target ?? {}, name, field);
}

function mismatch({ path, input }: { readonly path: Path; readonly input: Json }): StateFailure {
  return new StateFailure({
    error: "States.ResultPathMatchFailure",
    cause: `Unable to apply ReferencePath ${path.text} to input ${JSON.stringify(input)}`,
  });
}
