import type { AsideReason } from "#contract/keep.ts";
import type { CodeKeeper } from "./code-keeper.ts";
import type { NoticesView } from "./notices-view.ts";
import type { Say } from "./words.ts";

export type Replacement = {
  readonly code: string;
  readonly reason: AsideReason;
  /** What was done, said beside the offer to undo it. */
  readonly said: string;
  readonly starter?: string;
};

/** Puts other code in the place of the learner's and offers to undo that, as often as they like. */
export function createReplaceCode(options: {
  readonly say: Say;
  readonly notices: NoticesView;
  readonly keeper: () => CodeKeeper;
}): (replacement: Replacement) => Promise<void> {
  const { say, notices, keeper } = options;
  return async ({ said, ...replacement }) => {
    const { code, starter } = keeper().state();
    const undo = async () => {
      notices.remove("undo");
      await keeper().replace({ code, starter, reason: "restored" });
    };
    await keeper().replace(replacement);
    notices.put({
      id: "undo",
      tone: "plain",
      text: said,
      actions: [
        { text: say("lab.undo"), act: () => void undo() },
        { text: say("lab.dismiss"), act: () => notices.remove("undo") },
      ],
    });
  };
}
