import { defineChecks, expectArray, expectClose, expectEqual } from "siklus/lab";

// Of 10 cats 8 are found, of 5 dogs 3, of 5 owls 1.
const pets = [
  [8, 1, 1],
  [2, 3, 0],
  [4, 0, 1],
];
// No owl at all, and one cat called an owl.
const noOwls = [
  [3, 0, 1],
  [1, 1, 0],
  [0, 0, 0],
];

export default defineChecks([
  {
    id: "recalls",
    run: async ({ learner }) =>
      expectArray(
        "classRecalls([[8, 1, 1], [2, 3, 0], [4, 0, 1]])",
        await learner.call("classRecalls", pets),
        [0.8, 0.6, 0.2],
      ),
  },
  {
    id: "macro",
    run: async ({ learner }) =>
      expectClose("macroRecall([[8, 1, 1], [2, 3, 0], [4, 0, 1]])", await learner.call("macroRecall", pets), 1.6 / 3),
  },
  {
    id: "weighted",
    run: async ({ learner }) =>
      expectClose(
        "weightedRecall([[8, 1, 1], [2, 3, 0], [4, 0, 1]])",
        await learner.call("weightedRecall", pets),
        12 / 20,
      ),
  },
  {
    id: "empty",
    run: async ({ learner }) => {
      const recalls = await learner.call("classRecalls", noOwls);
      const macro = await learner.call("macroRecall", noOwls);
      const outcome = expectArray("classRecalls([[3, 0, 1], [1, 1, 0], [0, 0, 0]])", recalls, [0.75, 0.5, 0]);
      if (outcome.status === "fail") return outcome;
      return expectClose("macroRecall([[3, 0, 1], [1, 1, 0], [0, 0, 0]])", macro, 1.25 / 3);
    },
  },
  {
    id: "neglected",
    // Recalls: VF 1620 / 1769, F 647 / 1078, M 79 / 412, L 111 / 208.
    run: async ({ learner }) => expectEqual("neglected", await learner.value("neglected"), "M"),
  },
]);
