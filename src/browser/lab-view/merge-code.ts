import { diffArrays } from "diff";

export type Merge = { readonly code: string; readonly conflicts: number };

/** Comment lines that fence the two sides of a conflict, so that what is between them is still code to choose from. */
export type ConflictMarks = { readonly mine: string; readonly theirs: string; readonly end: string };

/** A stretch of the base that one side replaces by other lines; an insertion has `end === start`. */
type Edit = { readonly start: number; readonly end: number; readonly lines: readonly string[] };

/**
 * Three-way merge by lines: what only one side changed is taken, what both changed alike is taken once, what both changed differently
 * is kept twice between marks.
 */
export function mergeCode(options: {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  readonly marks: ConflictMarks;
}): Merge {
  const base = options.base.split("\n");
  const mine = editsOf(base, options.mine.split("\n"));
  const theirs = editsOf(base, options.theirs.split("\n"));
  const merged: string[] = [];
  let at = 0;
  let conflicts = 0;
  while (mine.length > 0 || theirs.length > 0) {
    const region = takeRegion(mine, theirs);
    merged.push(...base.slice(at, region.start));
    const ours = applied(base, region, region.mine);
    const others = applied(base, region, region.theirs);
    if (region.theirs.length === 0 || sameLines(ours, others)) merged.push(...ours);
    else if (region.mine.length === 0) merged.push(...others);
    else {
      merged.push(options.marks.mine, ...ours, options.marks.theirs, ...others, options.marks.end);
      conflicts++;
    }
    at = region.end;
  }
  merged.push(...base.slice(at));
  return { code: merged.join("\n"), conflicts };
}

function editsOf(base: readonly string[], changed: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let open: { start: number; end: number; lines: string[] } | undefined;
  for (const part of diffArrays([...base], [...changed])) {
    if (!part.added && !part.removed) {
      open = undefined;
      at += part.value.length;
      continue;
    }
    if (open === undefined) {
      open = { start: at, end: at, lines: [] };
      edits.push(open);
    }
    if (part.added) open.lines.push(...part.value);
    else {
      at += part.value.length;
      open.end = at;
    }
  }
  return edits;
}

type Region = {
  readonly start: number;
  readonly end: number;
  readonly mine: readonly Edit[];
  readonly theirs: readonly Edit[];
};

/** Takes the first edits of both sides that touch one another. */
function takeRegion(mine: Edit[], theirs: Edit[]): Region {
  const start = Math.min(mine[0]?.start ?? Number.POSITIVE_INFINITY, theirs[0]?.start ?? Number.POSITIVE_INFINITY);
  let end = start;
  const taken = { mine: [] as Edit[], theirs: [] as Edit[] };
  const takeFrom = (side: Edit[], into: Edit[]): boolean => {
    const next = side[0];
    if (next === undefined || next.start > end) return false;
    side.shift();
    into.push(next);
    end = Math.max(end, next.end);
    return true;
  };
  while (takeFrom(mine, taken.mine) || takeFrom(theirs, taken.theirs));
  return { start, end, ...taken };
}

function applied(base: readonly string[], region: Region, edits: readonly Edit[]): readonly string[] {
  const lines: string[] = [];
  let at = region.start;
  for (const edit of edits) {
    lines.push(...base.slice(at, edit.start), ...edit.lines);
    at = edit.end;
  }
  lines.push(...base.slice(at, region.end));
  return lines;
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i]);
}
