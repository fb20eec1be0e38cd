import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { castColumns, dayToIso, fromColumns, inferSchema, isoToDay, rows } from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";

describe("schema", () => {
  const looks = (cells: readonly (string | number | boolean | null)[], name = "x"): string | undefined =>
    inferSchema(fromColumns({ [name]: cells }))[0]?.looksLike;
  const ten = [...Array(10).keys()];

  test.each([
    [[null, null], "empty"],
    [["a", "a", null], "constant"],
    [[true, false], "boolean"],
    [[0, 1, 1, 0], "boolean"],
    [["Yes", "No", "Yes"], "boolean"],
    [["2024-02-29", "2025-01-01T10:00Z", null], "date"],
    [["2024-02-30", "2025-01-01"], "text"],
    [ten.map((k) => k + 500), "identifier"],
    [ten.map((k) => k * k), "integer"],
    [ten.map((k) => `u-${k}`), "identifier"],
    [ten.map((k) => `user ${k}`), "text"],
    [[1, 2, 3], "integer"],
    [["1", "2", "3.5"], "decimal"],
    [[1.5, 2], "decimal"],
    [[...ten, ...ten].map((k) => `c${k % 3}`), "category"],
  ])("%j looks like %s", (cells, meaningOf) => {
    expect(looks(cells)).toBe(meaningOf);
  });

  test("a name tells an identifier, in either spelling", () => {
    expect(
      looks(
        ten.map((k) => k * k),
        "customerId",
      ),
    ).toBe("identifier");
    expect(
      looks(
        ten.map((k) => k * k),
        "NIK",
      ),
    ).toBe("identifier");
    expect(
      looks(
        ten.map((k) => k * k),
        "paid",
      ),
    ).toBe("integer");
  });

  test("counts what is missing and what differs", () => {
    expect(inferSchema(fromColumns({ x: [1, 1, null, -0, 0] }))).toEqual([
      { name: "x", type: "number", nullable: true, missing: 1, distinct: 2, looksLike: "boolean" },
    ]);
  });
});

describe("dates and casts", () => {
  test("every day of 800 years comes back", () => {
    for (let day = -250_000; day < 42_000; day += 37) expect(isoToDay(dayToIso(day))).toBe(day);
    expect(dayToIso(-719_528)).toBe("0000-01-01");
    expect(dayToIso(2_932_896.5)).toBe("9999-12-31");
  });

  test.each([
    "29/02/2024",
    "2023-02-29",
    "2024-13-01",
    "2024-1-1",
    "2024-01-01T25:00",
    "2024-01-01T10:00+15:00",
    "",
    "today",
    "2024-01-01Z",
  ])("%s is no date", (text) => {
    expect(errorOf(() => isoToDay(text)).code).toBe("bad-expression");
  });

  test("casts read what they can and name what they cannot", () => {
    const table = fromColumns({ n: ["1", " 2.5 ", "x"], b: ["yes", "F", null], d: ["1970-01-02", null, "1969-12-31"] });
    const error = errorOf(() => castColumns({ table, columns: { n: "number" } }));
    expect(error).toMatchObject({ code: "wrong-type", facts: { name: "n", row: 2 } });
    const columns = { n: "number", b: "boolean", d: "day" } as const;
    expect(rows(castColumns({ table, columns, whenUnreadable: "missing" }))).toEqual([
      { n: 1, b: true, d: 1 },
      { n: 2.5, b: false, d: null },
      { n: null, b: null, d: -1 },
    ]);
    expect(rows(castColumns({ table: fromColumns({ x: [1, 0, null] }), columns: { x: "boolean" } }))[0]).toEqual({
      x: true,
    });
    expect(errorOf(() => castColumns({ table: fromColumns({ x: [2] }), columns: { x: "boolean" } })).code).toBe(
      "wrong-type",
    );
  });

  test("numbers survive the way to text and back", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
        const table = fromColumns({ x: values });
        const text = castColumns({ table, columns: { x: "text" } });
        const back = castColumns({ table: text, columns: { x: "number" } });
        expect(rows(back).map((row) => Number(row["x"]) + 0)).toEqual(values.map((value) => value + 0));
      }),
    );
  });
});
