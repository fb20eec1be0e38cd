/** Something in a lab that its author must mend, in one line. */
export type Problem = { readonly file: string; readonly what: string; readonly remedy: string };

export function printProblem({ file, what, remedy }: Problem): string {
  return `${file}: ${what}: ${remedy}`;
}
