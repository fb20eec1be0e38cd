import type { CloudState, ScheduledEvent } from "./state.ts";

/** What happens next: the earliest, and of those the one that was made first. */
export function nextEvent({ events }: Pick<CloudState, "events">): ScheduledEvent | undefined {
  let next: ScheduledEvent | undefined;
  for (const event of events.values()) {
    if (next === undefined || event.at < next.at || (event.at === next.at && event.made < next.made)) next = event;
  }
  return next;
}
