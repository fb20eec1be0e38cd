import type { WaitState } from "../../definition/machine.ts";
import type { Json } from "../../json.ts";
import { queryFailure, runtimeFailure } from "../../state-failure.ts";
import { resolvePathText } from "../../template/resolve-path-text.ts";
import { findTimestamp } from "../../timestamp.ts";
import { leaveWithResult } from "../finish-state.ts";
import { moveTo } from "../run.ts";
import { effectiveInput, evaluatedField, isNumberValue, isTextValue, pathScope, type Stay } from "../state-data.ts";

/** Longer waits are refused: seconds are counted in 31 bits. */
const longestMs = 2_147_483_647_000;

/** Stays until a time that is reckoned when the state is entered. */
export async function runWait(stay: Stay<WaitState>): Promise<void> {
  const { run, scope, visit } = stay;
  const until = await waitUntil(stay);
  if (until - run.now > longestMs) throw runtimeFailure("Wait state delay is too long.");
  if (until <= run.now) return leaveWait(stay);
  moveTo({ run, scope, phase: { kind: "wait", visit, until } });
}

export async function leaveWait(stay: Stay<WaitState>): Promise<void> {
  await leaveWithResult(stay, effectiveInput(stay));
}

async function waitUntil(stay: Stay<WaitState>): Promise<number> {
  const { run, state } = stay;
  if (state.Seconds !== undefined) return run.now + 1000 * (await secondsOf(stay, state.Seconds));
  if (state.Timestamp !== undefined) return timestampOf(stay, state.Timestamp);
  if (state.SecondsPath !== undefined)
    return run.now + 1000 * secondsAt(state.SecondsPath, valueAt(stay, state.SecondsPath, "SecondsPath"));
  const path = state.TimestampPath ?? "";
  const value = valueAt(stay, path, "TimestampPath");
  const time = typeof value === "string" ? findTimestamp(value) : undefined;
  if (time !== undefined) return time;
  throw runtimeFailure(
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${shown(value)}`,
  );
}

async function secondsOf(stay: Stay<WaitState>, value: number | string): Promise<number> {
  const seconds = await evaluatedField(stay, { value, location: "Seconds", expected: "number", is: isNumberValue });
  if (seconds >= 0 && Number.isInteger(seconds)) return seconds;
  throw queryFailure({
    location: "Seconds",
    cause: `The Seconds field must be a non-negative integer but was: ${seconds}`,
  });
}

async function timestampOf(stay: Stay<WaitState>, value: string): Promise<number> {
  const text = await evaluatedField(stay, { value, location: "Timestamp", expected: "string", is: isTextValue });
  const time = findTimestamp(text);
  if (time !== undefined) return time;
  throw queryFailure({
    location: "Timestamp",
    cause: `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
  });
}

function valueAt(stay: Stay<WaitState>, text: string, field: string): Json {
  return resolvePathText({ text, field, scope: pathScope(stay, effectiveInput(stay)) });
}

function secondsAt(path: string, value: Json): number {
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw runtimeFailure(`The SecondsPath parameter cannot be parsed as a long value: ${path} == ${shown(value)}`);
  }
  if (value < 0)
    throw runtimeFailure(
      `The SecondsPath parameter references a negative value, but must be positive: ${path} == ${value}`,
    );
  return value;
}

function shown(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
