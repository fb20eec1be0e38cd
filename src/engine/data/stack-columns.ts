import type { Column, NumberColumn, TextColumn } from "./table.ts";

/** Columns of one type one below the other; texts share one dictionary afterwards. O(n + distinct texts). */
export function stackColumns(parts: readonly [Column, ...Column[]]): Column {
  const missing = parts.reduce((sum, part) => sum + part.missing, 0);
  switch (parts[0].type) {
    case "number": {
      const values = parts.map((part) => (part as NumberColumn).values); // the caller compared the types
      return { type: "number", values: joined(values, (length) => new Float64Array(length)), missing };
    }
    case "boolean": {
      const values = parts.map((part) => part as Extract<Column, { type: "boolean" }>).map((part) => part.values); // the caller compared the types
      return { type: "boolean", values: joined(values, (length) => new Uint8Array(length)), missing };
    }
    case "text":
      return stackTexts(parts as readonly TextColumn[], missing); // the caller compared the types
  }
}

function stackTexts(parts: readonly TextColumn[], missing: number): TextColumn {
  const first = parts[0]?.dictionary ?? [];
  if (parts.every(({ dictionary }) => dictionary === first)) {
    const codes = joined(
      parts.map((part) => part.codes),
      (length) => new Int32Array(length),
    );
    return { type: "text", codes, dictionary: first, missing };
  }
  const codeOf = new Map<string, number>();
  const recoded = parts.map(({ codes, dictionary }) => {
    const newCodes = Int32Array.from(dictionary, (text) => {
      const known = codeOf.get(text);
      if (known !== undefined) return known;
      codeOf.set(text, codeOf.size);
      return codeOf.size - 1;
    });
    return codes.map((code) => (code < 0 ? -1 : (newCodes[code] as number))); // a code is an index
  });
  const codes = joined(recoded, (length) => new Int32Array(length));
  return { type: "text", codes, dictionary: [...codeOf.keys()], missing };
}

function joined<Values extends Float64Array | Int32Array | Uint8Array>(
  parts: readonly Values[],
  create: (length: number) => Values,
): Values {
  const all = create(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
