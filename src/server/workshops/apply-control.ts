import type { z } from "zod";
import type { workshopRoutes } from "#contract/api/workshops.ts";

export type Control = z.infer<typeof workshopRoutes.controlWorkshop.body>;
export type Pacing = {
  readonly unlocked: readonly string[];
  readonly currentLab: string | null;
  readonly timerEndsAt: string | null;
  readonly message: { readonly text: string; readonly at: string } | null;
};

/** The pace after one of the host's commands that concern pace alone; all others leave it as it is. Labs keep the order of the day. */
export function applyPacing(
  pacing: Pacing,
  control: Control,
  { now, labs }: { readonly now: string; readonly labs: readonly string[] },
): Pacing {
  const unlockedWith = (labId: string): string[] =>
    labs.filter((one) => one === labId || pacing.unlocked.includes(one));
  switch (control.do) {
    case "unlock":
      return { ...pacing, unlocked: unlockedWith(control.labId) };
    case "lock": {
      const unlocked = pacing.unlocked.filter((one) => one !== control.labId);
      return { ...pacing, unlocked, currentLab: pacing.currentLab === control.labId ? null : pacing.currentLab };
    }
    case "go-to":
      if (!labs.includes(control.labId)) return pacing;
      return { ...pacing, unlocked: unlockedWith(control.labId), currentLab: control.labId };
    case "timer": {
      const endsAt = new Date(Date.parse(now) + control.seconds * 1000).toISOString();
      return { ...pacing, timerEndsAt: control.seconds === 0 ? null : endsAt };
    }
    case "broadcast":
      return { ...pacing, message: control.text === "" ? null : { text: control.text, at: now } };
    default:
      return pacing;
  }
}
