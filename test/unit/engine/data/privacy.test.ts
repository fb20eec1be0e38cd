import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  createTokenVault,
  detectPii,
  detokenize,
  fromColumns,
  joinTables,
  kAnonymity,
  type Mask,
  maskColumns,
  passesLuhn,
  readNik,
  rows,
} from "#engine/data/index.ts";
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

describe("masks", () => {
  const ids = fc.array(fc.constantFrom("ani", "budi", "citra", "dewi", null), { minLength: 1, maxLength: 12 });

  test("hashed and tokenized keys join as the keys themselves do", () => {
    fc.assert(
      fc.property(ids, ids, fc.boolean(), (left, right, isHash) => {
        const a = fromColumns({ id: ["ani", ...left], x: [-1, ...left.keys()] });
        const b = fromColumns({ customer: ["ani", ...right], y: [-1, ...right.keys()] });
        const mask: Mask = isHash ? { method: "hash", salt: "secret" } : { method: "tokenize", domain: "person" };
        const first = maskColumns({ table: a, masks: { id: mask }, rng: createRng(1) });
        const second = maskColumns({ table: b, masks: { customer: mask }, vault: first.vault, rng: createRng(2) });
        const on = { left: "id", right: "customer" };
        const pairs = (joined: ReturnType<typeof joinTables>) => rows(joined).map(({ x, y }) => [x, y]);
        expect(pairs(joinTables({ left: first.table, right: second.table, on }))).toEqual(
          pairs(joinTables({ left: a, right: b, on })),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("another salt gives other hashes, which do not join", () => {
    const table = fromColumns({ id: ["ani", "budi"] });
    const hashed = (salt: string) =>
      rows(maskColumns({ table, masks: { id: { method: "hash", salt } } }).table).map(({ id }) => id);
    expect(hashed("a").some((hash) => hashed("b").includes(hash))).toBe(false);
  });

  test("tokens go back to values, by the vault alone, also after JSON", () => {
    fc.assert(
      fc.property(ids, (values) => {
        const table = fromColumns({ id: ["__proto__", ...values] });
        const { table: masked, vault } = maskColumns({
          table,
          masks: { id: { method: "tokenize" } },
          rng: createRng(3),
        });
        const stored: typeof vault = JSON.parse(JSON.stringify(vault));
        expect(rows(detokenize({ table: masked, column: "id", vault: stored }))).toEqual(rows(table));
        const texts = rows(masked).map(({ id }) => id);
        for (const value of values) if (value !== null) expect(texts).not.toContain(value);
        expect(errorOf(() => detokenize({ table: masked, column: "id", vault: createTokenVault() })).code).toBe(
          "unknown-category",
        );
      }),
      { numRuns: 40 },
    );
  });

  test("what each mask makes of a value; missing stays missing", () => {
    const table = fromColumns({
      card: ["4539 1488 0343 6467", "12", null],
      age: [34, 18, null],
      born: ["1990-03-11", "2001-12-31T23:59:00Z", null],
      postcode: ["16151", "40115", null],
      income: [4_850_000, 12_349_999, null],
      note: ["a", "b", null],
      flag: [true, false, null],
    });
    const masks: Record<string, Mask> = {
      card: { method: "partial" },
      age: { method: "band", edges: [18, 30, 45] },
      born: { method: "date", to: "quarter" },
      postcode: { method: "prefix", length: 2 },
      income: { method: "round", to: 1_000_000 },
      note: { method: "redact" },
      flag: { method: "redact", replacement: null },
    };
    expect(rows(maskColumns({ table, masks }).table)).toEqual([
      {
        card: "**** **** **** 6467",
        age: "30 to below 45",
        born: "1990-Q1",
        postcode: "16",
        income: 5_000_000,
        note: "redacted",
        flag: null,
      },
      {
        card: "**",
        age: "18 to below 30",
        born: "2001-Q4",
        postcode: "40",
        income: 12_000_000,
        note: "redacted",
        flag: null,
      },
      { card: null, age: null, born: null, postcode: null, income: null, note: null, flag: null },
    ]);
    const tenths = fromColumns({ x: [0.3, 0.1 + 0.2, -0.05, 1e9] });
    expect(
      rows(maskColumns({ table: tenths, masks: { x: { method: "band", width: 0.1 } } }).table)
        .map(({ x }) => x)
        .slice(0, 3),
    ).toEqual(["0.3 to below 0.4", "0.3 to below 0.4", "-0.1 to below 0"]);
  });

  test.each<[string, Anything, string]>([
    ["a column that is not there", { other: { method: "redact" } }, "unknown-column"],
    ["no mask", { id: null }, "wrong-type"],
    ["another method", { id: { method: "blur" } }, "out-of-range"],
    ["an empty salt", { id: { method: "hash", salt: "" } }, "out-of-range"],
    ["no salt", { id: { method: "hash" } }, "out-of-range"],
    ["a hash of 65 digits", { id: { method: "hash", salt: "s", length: 65 } }, "out-of-range"],
    ["tokens without chance", { id: { method: "tokenize" } }, "wrong-type"],
    ["bands of texts", { id: { method: "band", width: 10 } }, "wrong-type"],
    ["bands of no width", { n: { method: "band", width: 0 } }, "out-of-range"],
    ["edges that fall", { n: { method: "band", edges: [2, 1] } }, "out-of-range"],
    ["rounding to NaN", { n: { method: "round", to: Number.NaN } }, "out-of-range"],
    ["dates that are none", { id: { method: "date", to: "month" } }, "bad-expression"],
    ["a negative prefix", { id: { method: "prefix", length: -1 } }, "out-of-range"],
    ["no masks at all", null, "wrong-type"],
  ])("%s", (_, masks, code) => {
    const table = fromColumns({ id: ["ani"], n: [1] });
    expect(errorOf(() => maskColumns({ table, masks })).code).toBe(code);
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
