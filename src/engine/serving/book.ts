import type { ErrorCause } from "./recorder.ts";

/** Who is told what becomes of the requests of a fleet. Arguments by position: an object for each request would be half the time. */
export type Book = {
  arrived: number;
  start(waitedSeconds: number): void;
  serve(request: number, arrival: number, time: number): void;
  fail(request: number, cause: ErrorCause, time: number): void;
};
