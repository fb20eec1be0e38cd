import { describe, expect, test } from "vitest";
import { EngineError, fromColumns, writeCsv } from "#engine/data/index.ts";

describe("written CSV", () => {
  test("quotes only what would be read otherwise", () => {
    const table = fromColumns({ text: ["plain", "a,b", 'say "hi"', "two\nlines", "", " space ", null] });
    expect(writeCsv(table)).toBe('text\nplain\n"a,b"\n"say ""hi"""\n"two\nlines"\n""\n space \n\n');
  });

  test("names numbers with the fewest digits that are exact", () => {
    const table = fromColumns({ x: [0.1, 1e21, -0, 1 / 3, Number.NEGATIVE_INFINITY, null], y: [1, 2, 3, 4, 5, 6] });
    expect(writeCsv(table)).toBe("x,y\n0.1,1\n1e+21,2\n-0,3\n0.3333333333333333,4\n-Infinity,5\n,6\n");
  });

  test("writes booleans as true and false", () => {
    expect(writeCsv(fromColumns({ a: [true, false, null], b: ["x", "y", "z"] }))).toBe("a,b\ntrue,x\nfalse,y\n,z\n");
  });

  test("takes another delimiter and quotes for that one", () => {
    expect(writeCsv(fromColumns({ "a;b": ["1,5", "x;y"], n: [1, 2] }), { delimiter: ";" })).toBe(
      '"a;b";n\n1,5;1\n"x;y";2\n',
    );
  });

  test("a table without columns and a delimiter that cannot be one are errors", () => {
    expect(() => writeCsv(fromColumns({}))).toThrow(EngineError);
    expect(() => writeCsv(fromColumns({ x: [1] }), { delimiter: '"' })).toThrow(
      'writeCsv requires a delimiter of one ASCII character, no quote or line break, got "\\""',
    );
  });
});
