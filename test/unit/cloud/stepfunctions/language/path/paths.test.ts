import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "#cloud/stepfunctions/language/json.ts";
import { evaluatePath } from "#cloud/stepfunctions/language/path/evaluate-path.ts";
import { parsePath } from "#cloud/stepfunctions/language/path/parse-path.ts";
import { isReferencePath } from "#cloud/stepfunctions/language/path/path.ts";
import { setAtPath } from "#cloud/stepfunctions/language/path/set-at-path.ts";

/** The store of Goessner's article on JSONPath, whose results for these paths everybody agrees on. */
const books = [
  { category: "reference", author: "Nigel Rees", title: "Sayings of the Century", price: 8.95 },
  { category: "fiction", author: "Evelyn Waugh", title: "Sword of Honour", price: 12.99 },
  { category: "fiction", author: "Herman Melville", title: "Moby Dick", isbn: "0-553-21311-3", price: 8.99 },
  {
    category: "fiction",
    author: "J. R. R. Tolkien",
    title: "The Lord of the Rings",
    isbn: "0-395-19395-8",
    price: 22.99,
  },
] as const;
const store: Json = { store: { book: books, bicycle: { color: "red", price: 19.95 } }, limit: 10, "a-b": 1 };
const authors = books.map(({ author }) => author);

function find(text: string, input: Json = store): Json | undefined {
  const result = evaluatePath(parsePath(text), {
    input,
    context: { Execution: { Name: "run" } },
    findVariable: (name) => (name === "limit" ? { price: 9 } : undefined),
  });
  return result.status === "found" ? result.value : undefined;
}

describe("paths reach what Goessner's article says", () => {
  test.each([
    ["$", store],
    ["$.store.book[*].author", authors],
    ["$..author", authors],
    ["$.store.*", [books, { color: "red", price: 19.95 }]],
    ["$.store..price", [8.95, 12.99, 8.99, 22.99, 19.95]],
    ["$..book[2]", [books[2]]],
    ["$.store.book[-1]", books[3]],
    ["$..book[-1:]", [books[3]]],
    ["$..book[0,1]", [books[0], books[1]]],
    ["$..book[:2]", [books[0], books[1]]],
    ["$.store.book[1:3].price", [12.99, 8.99]],
    ["$..book[?(@.isbn)]", [books[2], books[3]]],
    ["$..book[?(@.price<10)].title", ["Sayings of the Century", "Moby Dick"]],
    ["$.store.book[?(@.price < $.limit && @.category == 'fiction')].title", ["Moby Dick"]],
    ["$.store.book[?(@.price > 20 || @.author == 'Nigel Rees')].price", [8.95, 22.99]],
    ["$.store.book[?(!(@.isbn))].price", [8.95, 12.99]],
    ["$.store.book[?(@.category in ['reference', 'x'])].price", [8.95]],
    ["$.store.book[?(@.price < $limit.price)].price", [8.95, 8.99]],
    ["$['store']['bicycle']['color']", "red"],
    ['$["store"].bicycle.color', "red"],
    ["$.a-b", 1],
    ["$.store.book.length()", 4],
    ["$.store.book[*].price.length()", 4],
    ["$.store.bicycle['color','price']", { color: "red", price: 19.95 }],
    ["$$.Execution.Name", "run"],
    ["$limit.price", 9],
  ] as const)("%s", (path, value) => {
    expect(find(path)).toEqual(value);
  });
});

test("a path that gathers finds an empty list where a definite one finds nothing", () => {
  expect(find("$..nope")).toEqual([]);
  expect(find("$.store.book[?(@.price > 100)]")).toEqual([]);
  expect(find("$.nope")).toBeUndefined();
  expect(find("$.store.book[9]")).toBeUndefined();
  expect(find("$.limit.deeper")).toBeUndefined();
});

/** The examples of reference paths in the specification, on data that has what they name. */
test("a backslash frees what would end a name", () => {
  expect(find("$.store\\.book", { "store.book": 1 })).toBe(1);
  expect(find("$.\\stor\\e.boo\\k", { store: { book: 1 } })).toBe(1);
  expect(find("$.foo.\\.bar", { foo: { ".bar": 1 } })).toBe(1);
  expect(find("$.foo\\@bar.baz\\[\\[.\\?pretty", { "foo@bar": { "baz[[": { "?pretty": 1 } } })).toBe(1);
  expect(find("$.&Ж中.\ud800\udf46", { "&Ж中": { "\ud800\udf46": 1 } })).toBe(1);
  expect(find("$.ledgers[0][1][2].foo", { ledgers: [[0, [0, 0, { foo: 1 }]]] })).toBe(1);
});

test("names that objects are born with are no fields", () => {
  expect(find("$.constructor")).toBeUndefined();
  expect(find("$.__proto__")).toBeUndefined();
  expect(find("$['__proto__']", JSON.parse('{"__proto__": 5}') as Json)).toBe(5);
});

describe("what is no path is refused", () => {
  test.each([
    "",
    "a",
    "$.",
    "$..",
    "$[",
    "$['a",
    "$.a b",
    "$[?(@.a == )]",
    "$[?(@.a",
    "$[1.5]",
    "$[::0]",
    "$.nope()",
    "$.a[?(@.x =~ /(/)]",
  ])("%s", (text) => {
    expect(() => parsePath(text)).toThrow(/Invalid path/);
  });

  test("filters without end, by themselves or inside one another", () => {
    for (const text of [`$[?${"(".repeat(5000)}`, `$${"[?(@".repeat(5000)}`, `$[?(${"!".repeat(5000)}@.a)]`]) {
      expect(() => parsePath(text)).toThrow("nests too deep");
    }
  });

  test("any text is read or refused, never anything else", () => {
    const signs = fc.constantFrom(
      "$",
      ".",
      "[",
      "]",
      "'",
      "*",
      "?",
      "(",
      ")",
      "@",
      "a",
      "1",
      ":",
      ",",
      "&",
      "=",
      "\\",
      "!",
      " ",
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 25 }), (text) => {
        try {
          find(`$${text.join("")}`);
        } catch (problem) {
          expect(problem).toMatchObject({ name: "PathError" });
        }
      }),
      { numRuns: 500 },
    );
  });
});

const name = fc.stringMatching(/^[a-z]{1,3}$/);
const steps = fc.array(name, { minLength: 1, maxLength: 4 });

test("what is put at a reference path is found there, and nothing else changes", () => {
  fc.assert(
    fc.property(
      steps,
      fc.jsonValue(),
      fc.dictionary(fc.stringMatching(/^[A-Z]{1,3}$/), fc.jsonValue()),
      (names, given, others) => {
        const [value, input] = JSON.parse(JSON.stringify([given, others])) as [Json, { [name: string]: Json }];
        const path = parsePath(`$.${names.join(".")}`);
        expect(isReferencePath(path)).toBe(true);
        const changed = setAtPath({ input, path, value });
        expect(find(path.text, changed)).toEqual(value);
        for (const [other, field] of Object.entries(input)) expect(find(`$.${other}`, changed)).toEqual(field);
      },
    ),
  );
});

test("a result cannot be put below a text or beyond the end of a list", () => {
  for (const [text, input] of [
    ["$.a.b", { a: "text" }],
    ["$.a[2]", { a: [1, 2] }],
    ["$[0]", {}],
  ] as const) {
    expect(() => setAtPath({ input, path: parsePath(text), value: 1 })).toThrow("Unable to apply ReferencePath");
  }
});
