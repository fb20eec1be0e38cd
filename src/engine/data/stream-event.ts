/** Something that happened: about whom, when, and how much. */
export type StreamEvent = {
  /** Events are summed up for each key: a customer, a shop, a sensor. */
  readonly key: string;
  /** When it happened (event time), in milliseconds; not when it arrived. */
  readonly timeMs: number;
  /** What is summed up; 1 for mere counting. */
  readonly value: number;
  /** An id that is unique to the event, if its source has one: an event that comes twice is then counted once. */
  readonly id?: string;
};
