import { describe, expect, test } from "vitest";
import { quiz } from "#contract/quiz.ts";

const option = (id: string, right?: true) => ({ id, text: id, why: "because", ...(right && { right }) });
const choice = { id: "q", kind: "choice", prompt: "?", options: [option("a", true), option("b")] };

describe("the shape of quiz.yaml", () => {
  test("a choice with one right option passes", () => {
    expect(quiz.safeParse({ questions: [choice] }).success).toBe(true);
  });

  test.each([
    ["no right option", { ...choice, options: [option("a"), option("b")] }, "mark exactly one option"],
    ["two right options", { ...choice, options: [option("a", true), option("b", true)] }, "mark exactly one option"],
    ["two options of one id", { ...choice, options: [option("a", true), option("a")] }, "give every option its own id"],
    ["an option without its why", { ...choice, options: [option("a", true), { id: "b", text: "b" }] }, "why"],
  ])("%s is refused in words", (_, question, words) => {
    const { error } = quiz.safeParse({ questions: [question] });
    expect(JSON.stringify(error?.issues)).toContain(words);
  });

  test("two questions of one id are refused", () => {
    const { error } = quiz.safeParse({ questions: [choice, choice] });
    expect(error?.issues[0]?.message).toBe("give every question its own id");
  });
});
