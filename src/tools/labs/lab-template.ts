const task = `---
title: FILL IN a title
summary: FILL IN one sentence that says what the learner will be able to do.
checks:
  doubles: FILL IN what this check asks for, as a sentence.
hints:
  - FILL IN a nudge.
  - FILL IN nearly the answer.
mistakes:
  adds-two: FILL IN why this is a mistake, without giving the solution.
solution: FILL IN why the solution is as it is.
---

FILL IN the task.
`;

/** A lab that runs, passes and fails as it should; the gate names what its author must still write. */
export function labTemplate(canary: string): Readonly<Record<string, string>> {
  return {
    "lab.ts": `import { defineLab } from "siklus/lab";

export default defineLab({
  version: 1,
  kind: "write",
  minutes: 10,
  order: 99,
  doors: ["data", "metrics", "show"],
  data: [],
  exports: ["double"],
});
`,
    "starter.ts": `export function double(x: number): number {
  return x;
}

console.log(double(3));
`,
    "solution.ts": `export function double(x: number): number {
  return 2 * x;
}

console.log(double(3));
`,
    "checks.ts": `import { defineChecks, expectClose } from "siklus/lab";

export default defineChecks([
  {
    id: "doubles",
    run: async ({ learner }) => expectClose("double(3)", await learner.call("double", 3), 6),
  },
]);
`,
    "hidden.ts": `import { defineHiddenChecks, expectClose } from "siklus/lab";

export default defineHiddenChecks("${canary}", [
  {
    id: "doubles-any-number",
    category: "correctness",
    run: async ({ learner, rng }) => {
      const x = rng.uniform() * 100;
      return expectClose("double(…)", await learner.call("double", x), 2 * x);
    },
  },
]);
`,
    "mistakes/adds-two.ts": `// check: doubles
export function double(x: number): number {
  return x + 2;
}

console.log(double(3));
`,
    "text/en.md": task,
    "text/id.md": task,
  };
}
