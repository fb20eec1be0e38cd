import { describe, expect, test } from "vitest";
import { blank, fits, shuffled } from "#browser/quiz/given.ts";
import { judge, rightAnswer } from "#browser/quiz/judge.ts";
import { type QuizQuestion, quiz } from "#contract/quiz.ts";

const parsed = quiz.parse({
  questions: [
    {
      id: "miss",
      kind: "choice",
      prompt: "A fish called not fish is a",
      options: [
        { id: "fn", text: "false negative", why: "a miss", right: true },
        { id: "fp", text: "false positive", why: "that is a false alarm" },
      ],
    },
    {
      id: "never",
      kind: "many",
      prompt: "What can never happen?",
      options: [
        { id: "a", text: "a", why: "a never", right: true },
        { id: "b", text: "b", why: "b never", right: true },
        { id: "c", text: "c", why: "c can" },
      ],
    },
    {
      id: "sorted",
      kind: "order",
      prompt: "Sort",
      items: ["one", "two", "three", "four"].map((id) => ({ id, text: id })),
      why: "they grow",
    },
    {
      id: "pairs",
      kind: "match",
      prompt: "Match",
      pairs: [
        { id: "x", left: "spam", right: "Precision" },
        { id: "y", left: "disease", right: "Recall" },
        { id: "z", left: "fraud", right: "Recall" },
      ],
      why: "that is why",
    },
    {
      id: "recall",
      kind: "number",
      prompt: "60 of 80",
      answer: 0.75,
      tolerance: 0.001,
      why: "60 / 80",
      wrong: [
        { near: 0.5, why: "that is precision" },
        { near: 75, why: "as a share it is 0.75" },
      ],
    },
  ],
});
const question = (id: string): QuizQuestion => {
  const found = parsed.questions.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe("judging an answer", () => {
  test.each(parsed.questions.map((one) => [one.id, one] as const))("%s: the right answer is right", (_, one) => {
    expect(judge(one, rightAnswer(one)).outcome).toBe("right");
  });

  test.each(parsed.questions.map((one) => [one.id, one] as const))("%s: nothing chosen is not right", (_, one) => {
    expect(judge(one, blank(one)).outcome).not.toBe("right");
  });

  test("the option chosen is explained, and no other", () => {
    const remarks = [{ of: "fp", tone: "bad", why: "that is a false alarm" }];
    expect(judge(question("miss"), "fp")).toEqual({ outcome: "wrong", remarks });
  });

  test("of several, one missing is counted and not named", () => {
    const remarks = [{ of: "a", tone: "good", why: "a never" }];
    expect(judge(question("never"), ["a"])).toEqual({
      outcome: "wrong",
      remarks,
      part: { kind: "missing", count: 1, of: 3 },
    });
  });

  test("of several, one too many makes it wrong and is explained", () => {
    const { outcome, remarks } = { remarks: [], ...judge(question("never"), ["a", "b", "c"]) };
    expect(outcome).toBe("wrong");
    expect(remarks).toContainEqual({ of: "c", tone: "bad", why: "c can" });
  });

  test("an order with two neighbours swapped has two of four in place", () => {
    const judgement = judge(question("sorted"), ["two", "one", "three", "four"]);
    expect(judgement).toMatchObject({ outcome: "wrong", part: { kind: "in-place", count: 2, of: 4 } });
  });

  test("two partners with the same words are the same partner", () => {
    expect(judge(question("pairs"), { x: "x", y: "z", z: "y" }).outcome).toBe("right");
  });

  test("a pair left open is no answer yet", () => {
    expect(judge(question("pairs"), { x: "x", y: "y" }).outcome).toBe("blank");
  });

  test.each(["0.75", "0,75", "75 %", "3/4", "0.7509"])("%s is 0.75", (text) => {
    expect(judge(question("recall"), text).outcome).toBe("right");
  });

  test.each([
    ["0,5", "that is precision"],
    ["75", "as a share it is 0.75"],
  ])("the slip %s has its own explanation", (text, why) => {
    expect(judge(question("recall"), text)).toEqual({ outcome: "wrong", remarks: [{ of: null, tone: "bad", why }] });
  });

  test("words are not a wrong number", () => {
    expect(judge(question("recall"), "three quarters")).toEqual({ outcome: "no-number" });
  });
});

describe("an answer kept from an earlier visit", () => {
  test.each(parsed.questions.map((one) => [one.id, one] as const))("%s: its right answer fits", (_, one) => {
    expect(fits(one, rightAnswer(one))).toBe(true);
  });

  test("an option that no longer exists does not fit", () => {
    expect(fits(question("miss"), "tp")).toBe(false);
    expect(fits(question("never"), ["a", "old"])).toBe(false);
    expect(fits(question("sorted"), ["one", "two", "three"])).toBe(false);
    expect(fits(question("pairs"), { x: "old" })).toBe(false);
  });
});

test("a shuffled list has the same items, never in the given order, and is the same every time", () => {
  for (const key of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
    const items = ["one", "two", "three"].map((id) => ({ id }));
    const mixed = shuffled(items, key);
    expect(mixed).not.toEqual(items);
    expect(new Set(mixed)).toEqual(new Set(items));
    expect(shuffled(items, key)).toEqual(mixed);
  }
});
