import type { PassState } from "../../definition/machine.ts";
import { leaveWithResult } from "../finish-state.ts";
import { effectiveInput, filledArguments, isQuery, type Stay } from "../state-data.ts";

/** Hands its input on, or what Parameters or Result make of it. */
export async function runPass(stay: Stay<PassState>): Promise<void> {
  const { state } = stay;
  const input = effectiveInput(stay);
  if (isQuery(stay)) return leaveWithResult(stay, input);
  const filled = await filledArguments(stay, { input, template: state.Parameters, location: "Parameters" });
  await leaveWithResult(stay, state.Result === undefined ? filled : state.Result);
}
