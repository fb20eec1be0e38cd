import type { Gradebook } from "#contract/api/gradebook.ts";
import { csv } from "./csv.ts";

type Options = {
  readonly book: Gradebook;
  /** The lab's own title, for assignments without one. */
  readonly titleOf: (labId: string) => string;
};

/**
 * The file that Canvas's gradebook imports: five columns about the student, one for each assignment, the second row holds the points.
 * Canvas finds a student by the login id (here the e-mail address), else by name; an assignment by its title, else it makes one.
 */
export function canvasCsv({ book, titleOf, section }: Options & { readonly section: string }): string {
  const titles = columnTitles(book, titleOf);
  return csv([
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", ...titles],
    // Canvas's own export indents these words, and its import looks for them anywhere in the cell.
    ["    Points Possible", null, null, null, null, ...book.assignments.map(({ points }) => twoDecimals(points))],
    ...book.learners.map(({ name, email, cells }) => [
      name,
      null,
      null,
      email,
      section,
      ...cells.map(({ score }, i) => pointsOf(score, book.assignments[i]?.points)),
    ]),
  ]);
}

/**
 * The file that Moodle's gradebook imports, mapped by "Email address". Moodle stops at a row whose person it cannot find, so learners
 * without an address (nicknames of workshops) are left out.
 */
export function moodleCsv({ book, titleOf }: Options): string {
  const withAddress = book.learners.filter(({ email }) => email !== null);
  return csv([
    ["Full name", "Email address", ...columnTitles(book, titleOf)],
    ...withAddress.map(({ name, email, cells }) => [
      name,
      email,
      ...cells.map(({ score }, i) => pointsOf(score, book.assignments[i]?.points)),
    ]),
  ]);
}

/** One column a title: Canvas would read "(2)" at the end as an assignment's number, and of two like titles only the first. */
function columnTitles(book: Gradebook, titleOf: Options["titleOf"]): string[] {
  const taken = new Map<string, number>();
  return book.assignments.map(({ title, labId }) => {
    const plain = (title ?? titleOf(labId)).trim().replace(/\((\d+)\)$/, "[$1]");
    const count = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, count);
    return count === 1 ? plain : `${plain} – ${count}`;
  });
}

function pointsOf(score: number | null, points = 0): number | null {
  return score === null ? null : twoDecimals(score * points);
}

function twoDecimals(value: number): number {
  return Math.round((value + Number.EPSILON) * 100) / 100;
}
