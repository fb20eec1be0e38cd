import jsonata from "jsonata";

/** What is wrong with an expression before it ever runs, or undefined. */
export function findJsonataProblem(expression: string): string | undefined {
  try {
    const tree = jsonata(expression).ast();
    if (tree.type === "variable" && (tree.value === "" || tree.value === "$")) {
      return `The expression '$${tree.value}' is not supported: use $states.input`;
    }
    return undefined;
  } catch (problem) {
    // jsonata throws objects of its own with a message
    return String((problem as { readonly message?: unknown }).message ?? problem);
  }
}
