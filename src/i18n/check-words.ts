type Words = Readonly<Record<string, unknown>>;

/** What is wrong with a language's words, measured against the English ones: one line each, none when they agree. */
export function checkWords(english: Words, translated: Words, file: string): string[] {
  const problems: string[] = [];
  for (const [key, text] of Object.entries(translated)) {
    if (typeof text !== "string")
      problems.push(`${file}: "${key}" is not text; keep the file flat, one line of text a key`);
    else if (text.trim() === "") problems.push(`${file}: "${key}" is blank; write the words`);
    if (!(key in english))
      problems.push(`${file}: "${key}" is not in src/i18n/en.json; add it there or remove it here`);
  }
  for (const [key, text] of Object.entries(english)) {
    if (!/^[a-z]+(\.[a-z0-9-]+)+$/i.test(key))
      problems.push(`src/i18n/en.json: "${key}" has no namespace; name it like "lab.run"`);
    const other = translated[key];
    if (other === undefined) {
      problems.push(`${file}: "${key}" is missing; translate ${JSON.stringify(text)}`);
      continue;
    }
    const wanted = placeholders(text);
    const found = placeholders(other);
    if (wanted !== found)
      problems.push(`${file}: "${key}" has placeholders ${found || "none"}; use ${wanted || "none"}`);
  }
  return problems;
}

function placeholders(text: unknown): string {
  return [...new Set(String(text).match(/\{\w+\}/g) ?? [])].sort().join(" ");
}
