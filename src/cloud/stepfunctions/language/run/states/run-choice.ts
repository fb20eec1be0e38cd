import { passesRule } from "../../choice/passes-rule.ts";
import type { ChoiceRule, ChoiceState } from "../../definition/machine.ts";
import type { Json } from "../../json.ts";
import { StateFailure } from "../../state-failure.ts";
import { fillQueryTemplate } from "../../template/fill-query-template.ts";
import { selectByPath } from "../../template/resolve-path-text.ts";
import { assignedByPath, assignedByQuery, leaveState } from "../finish-state.ts";
import {
  effectiveInput,
  evaluatedField,
  isBooleanValue,
  isQuery,
  pathScope,
  queryScope,
  type Stay,
} from "../state-data.ts";

/** Goes where the first rule that holds points, or else to Default. */
export async function runChoice(stay: Stay<ChoiceState>): Promise<void> {
  const { state } = stay;
  const input = effectiveInput(stay);
  const at = await firstHolding(stay, input);
  const rule: ChoiceRule | undefined = state.Choices[at];
  const next = rule?.Next ?? state.Default;
  if (next === undefined) {
    throw new StateFailure({
      error: "States.NoChoiceMatched",
      cause: "Failed to transition out of the state. The state does not point to a next state.",
    });
  }
  const from = rule ?? state;
  if (isQuery(stay)) return leaveByQuery(stay, { from, next, place: rule === undefined ? "" : `Choices[${at}]/` });
  const assigned = assignedByPath({ stay, template: from.Assign, input });
  const output =
    state.OutputPath === undefined ? input : selectByPath({ text: state.OutputPath, scope: pathScope(stay, input) });
  leaveState(stay, { output, assigned, next });
}

async function firstHolding(stay: Stay<ChoiceState>, input: Json): Promise<number> {
  for (const [at, rule] of stay.state.Choices.entries()) {
    const holds = isQuery(stay)
      ? await evaluatedField(stay, {
          value: rule["Condition"] ?? false,
          location: `Choices[${at}]/Condition`,
          expected: "boolean",
          is: isBooleanValue,
        })
      : passesRule({ rule, scope: pathScope(stay, input).paths });
    if (holds) return at;
  }
  return -1;
}

async function leaveByQuery(
  stay: Stay<ChoiceState>,
  { from, next, place }: { readonly from: ChoiceRule | ChoiceState; readonly next: string; readonly place: string },
): Promise<void> {
  const scope = queryScope(stay);
  const assigned = await assignedByQuery({ template: from.Assign, location: `${place}Assign`, scope });
  const template = from["Output"];
  const output =
    template === undefined
      ? stay.visit.input
      : await fillQueryTemplate({ template, location: `${place}Output`, scope });
  leaveState(stay, { output, assigned, next });
}
