import { readCsv, rows } from "siklus/data";
import { describe, expect, it, test } from "vitest";
import type { Gradebook } from "#contract/api/gradebook.ts";
import { csv } from "#server/gradebook/csv.ts";
import { canvasCsv, moodleCsv } from "#server/gradebook/grades-csv.ts";

const cell = { submissionId: null, attempts: 1, isLate: false, isOverridden: false };
const assignment = (id: string, title: string | null, points: number) => ({
  id,
  labId: "07-metrics/f-beta",
  title,
  points,
  dueAt: null,
});
const learner = (name: string, email: string | null, scores: readonly (number | null)[]) => ({
  userId: name,
  name,
  email,
  groupId: null,
  points: 0,
  outOf: 0,
  cells: scores.map((score, i) => ({ ...cell, assignmentId: `a${i}`, score })),
});
const book: Gradebook = {
  assignments: [
    assignment("a0", null, 10),
    assignment("a1", "Exam, part (2)", 33),
    assignment("a2", "Exam, part (2)", 5),
  ],
  learners: [
    learner('Siti "Tia" Rahma', "siti@example.org", [0.5, 1 / 3, null]),
    learner("=HYPERLINK(evil)", null, [1, 0, 0.005]),
  ],
};
const namesIn = (text: string) => Object.keys(readCsv(new TextEncoder().encode(text)).columns);
const titleOf = () => "F-beta";

describe("Canvas", () => {
  const text = canvasCsv({ book, titleOf, section: "Metrics 2026" });
  const lines = text.split("\r\n");

  it("has the five columns and then the assignments, as Canvas's importer asks: Student, ID, SIS User ID, SIS Login ID, Section", () => {
    // lib/gradebook_importer.rb: row[0] has "Student", row[1] "ID"; row[2] "SIS User ID" and row[3] "SIS Login ID" make five student columns.
    expect(lines[0]).toBe('Student,ID,SIS User ID,SIS Login ID,Section,F-beta,"Exam, part [2]","Exam, part [2] – 2"');
  });

  it("has the points possible in the second row, its first cell naming it", () => {
    expect(lines[1]).toBe('"    Points Possible",,,,,10,33,5');
  });

  it("has points, two decimals, and nothing where there is no score", () => {
    expect(lines[2]).toBe('"Siti ""Tia"" Rahma",,,siti@example.org,Metrics 2026,5,11,');
    expect(lines[3]).toBe("'=HYPERLINK(evil),,,,Metrics 2026,10,0,0.03");
    expect(lines[4]).toBe("");
  });

  it("no title ends in what Canvas reads as an assignment's number", () => {
    // app/models/assignment.rb, title_and_id: /\(\d+\)$/ at the end is an id.
    for (const name of namesIn(text)) expect(name).not.toMatch(/\(\d+\)$/);
  });
});

describe("Moodle", () => {
  it("is mapped by e-mail address; learners without one are left out, for Moodle stops at them", () => {
    expect(moodleCsv({ book, titleOf })).toBe(
      'Full name,Email address,F-beta,"Exam, part [2]","Exam, part [2] – 2"\r\n"Siti ""Tia"" Rahma",siti@example.org,5,11,\r\n',
    );
  });
});

describe("text that a spreadsheet would run", () => {
  // OWASP, "CSV injection": cells that begin with = + - @ tab or carriage return.
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ' "=1', "＝1"])("%j is text", (text) => {
    const written = csv([[text]]);
    expect(written.replace(/^"/, "").startsWith("'")).toBe(true);
  });

  it("numbers stay numbers, plain text stays plain", () => {
    expect(csv([["a-b", -1, null, "x=y"]])).toBe("a-b,-1,,x=y\r\n");
  });

  it("what was written is read back by a reader of RFC 4180", () => {
    const nasty = ['a "b", c', "line\nbreak", " space ", "semi;colon", "Ärger, 漢字"];
    const table = readCsv(new TextEncoder().encode(csv([["h1", "h2", "h3", "h4", "h5"], nasty])));
    expect(rows(table).map((row) => Object.values(row))).toEqual([nasty]);
  });
});
