import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectPii, fromColumns, kAnonymity, maskColumns, passesLuhn, readNik } from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const kindOf = (name: string, values: (string | number | null)[]) =>
  detectPii({ table: fromColumns({ [name]: values }) })[0]?.kind;

describe("personal data is found", () => {
  test.each<[string, string, (string | number)[], string | null]>([
    ["e-mail under any name", "x", ["ani@example.com", "budi.s+tag@mail.co.id"], "email"],
    ["mobile number, national", "x", ["0812-3456-7890", "08123456789"], "phone"],
    ["mobile number, +62", "x", ["+62 812 3456 7890", "+6281234567890"], "phone"],
    ["mobile number that lost its 0", "no_hp", [81234567890, 85712345678], "phone"],
    ["North American number", "x", ["(415) 555-2671", "415-555-2671"], "phone"],
    ["NIK as text", "x", ["3174095103900002", "3273010101850001"], "nik"],
    ["NIK as a number", "x", [3174095103900002, 3273010101850001], "nik"],
    ["card", "x", ["4539 1488 0343 6467", "5500-0000-0000-0004", "378282246310005"], "card"],
    ["IPv4", "x", ["10.0.0.1", "192.168.255.1"], "ip-address"],
    ["IPv6", "x", ["2001:db8::1", "fe80::1ff:fe23:4567:890a"], "ip-address"],
    ["address, Indonesian", "x", ["Jl. Merdeka No. 5", "Jalan Sudirman Kav. 21 RT 03/RW 04"], "address"],
    ["address, English", "x", ["12 Main Street", "7 Oak Ave, Springfield"], "address"],
    ["name, English", "full_name", ["Siti Aminah", "John O'Neil"], "person-name"],
    ["name, Indonesian", "namaPelanggan", ["Budi Santoso", "I Wayan Ardika"], "person-name"],
    ["a product has a name too", "product_name", ["Teh Botol", "Kecap Manis"], null],
    ["a city has a name too", "nama_kota", ["Bogor", "Medan"], null],
    ["words alone", "x", ["Siti Aminah", "Budi Santoso"], null],
    ["numbers of 16 digits with a day that does not exist", "x", ["3174093113900002", "3174094513900002"], null],
    ["card numbers with a wrong check digit", "x", ["4539148803436468", "5500000000000005"], null],
    ["versions", "version", ["1.2.3", "1.10.0"], null],
    ["IPv4 beyond 255", "ip", ["300.1.1.1", "1.2.3.999"], null],
    ["dates", "phone", ["2024-01-15", "2023-12-31"], null],
    ["masked e-mail addresses", "email", ["a94a8fe5ccb19ba6", "redacted"], null],
    ["prices", "price", [12_500, 99.5], null],
  ])("%s", (_, name, values, kind) => {
    expect(kindOf(name, values)).toBe(kind);
  });

  test("share counts values that are there, and says what was seen", () => {
    const table = fromColumns({ email: ["a@b.co", "none", null, "c@d.co"] });
    expect(detectPii({ table })[0]).toMatchObject({
      kind: "email",
      share: 2 / 3,
      evidence: { matching: 2, checked: 3, nameWord: "email" },
    });
  });

  test("an empty table and an empty column hold none", () => {
    expect(detectPii({ table: fromColumns({}) })).toEqual([]);
    expect(kindOf("email", [])).toBeNull();
    expect(kindOf("email", [null, null])).toBeNull();
  });

  test("a text made to slow down a pattern does not", () => {
    const texts = [
      `${"a".repeat(50_000)}@`,
      `${"a.".repeat(100)}@${"a.".repeat(100)}`,
      `${"A ".repeat(150)}`,
      "1:".repeat(150),
      `${"Jl. ".repeat(70)}`,
    ];
    expect(detectPii({ table: fromColumns({ name: texts }) })).toHaveLength(1);
  });
});

describe("numbers with a check", () => {
  test("one wrong digit is always noticed by Luhn", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 18 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, change) => {
          const check = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((digit) => passesLuhn([...digits, digit].join("")));
          expect(check).toHaveLength(1);
          const whole = [...digits, check[0] ?? 0];
          const place = at % whole.length;
          whole[place] = ((whole[place] ?? 0) + change) % 10;
          expect(passesLuhn(whole.join(""))).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("a NIK tells birthday and sex", () => {
    expect(readNik("3273 0172 0485 0001")).toBeNull();
    expect(readNik("3273016902920001")).toMatchObject({
      isWoman: true,
      birth: { day: 29, month: 2, yearOfCentury: 92 },
    });
    expect(readNik("3273016902930001")).toBeNull();
    expect(readNik("9973010101850001")).toBeNull();
    expect(refusalOf(() => readNik(3273016902920001 as Anything))).toBe("wrong-type");
  });
});

describe("k-anonymity", () => {
  test("is the smallest group, counted by hand", () => {
    const table = fromColumns({
      age: ["30s", "30s", "40s", "40s", "40s"],
      city: ["Bogor", "Bogor", "Medan", "Medan", "Bogor"],
      illness: ["flu", "flu", "flu", "cold", "cold"],
    });
    const got = kAnonymity({ table, columns: ["age", "city"], sensitive: "illness" });
    expect(got).toEqual({ k: 1, groups: 3, uniqueRows: 1, meanRisk: 3 / 5, smallestGroup: [4], leastDiversity: 1 });
    expect(kAnonymity({ table, columns: "age", sensitive: "illness" })).toMatchObject({ k: 2, leastDiversity: 1 });
  });

  test("never falls when values are made coarser or columns left out", () => {
    const people = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 2 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(people, (pairs) => {
        const table = fromColumns({ age: pairs.map(([age]) => age), city: pairs.map(([, city]) => city) });
        const coarse = maskColumns({ table, masks: { age: { method: "band", width: 20 } } }).table;
        const columns = ["age", "city"];
        const { k } = kAnonymity({ table, columns });
        expect(kAnonymity({ table: coarse, columns }).k).toBeGreaterThanOrEqual(k);
        expect(kAnonymity({ table, columns: "city" }).k).toBeGreaterThanOrEqual(k);
        expect(k).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 80 },
    );
  });

  test("an empty table has nobody to hide", () => {
    expect(kAnonymity({ table: fromColumns({ a: [] }), columns: "a" })).toMatchObject({
      k: 0,
      groups: 0,
      uniqueRows: 0,
      meanRisk: 0,
    });
    expect(errorOf(() => kAnonymity({ table: fromColumns({ a: [1] }), columns: [] })).code).toBe("empty");
    expect(errorOf(() => kAnonymity({ table: [{ a: 1 }] as Anything, columns: "a" })).code).toBe("wrong-type");
  });
});
