const compiled = new Map<string, RegExp | undefined>();

/**
 * A pattern of a model as a test of the whole text. The models are written in Java's dialect: most compile as they stand with the `u` flag, some
 * only without (needless escapes). One that compiles in neither says nothing.
 */
export function findPattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  return compiled.get(pattern);
}

function compile(pattern: string): RegExp | undefined {
  const whole = `^(?:${inJavaScript(pattern)})$`;
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(whole, flags);
    } catch {
      // the next dialect
    }
  }
  return undefined;
}

/** Two habits of Java that JavaScript refuses: a dash between a class and a letter, and an end of text that is counted (`${1,128}`). */
function inJavaScript(pattern: string): string {
  return pattern.replace(/(\\p\{\w+\})-(?!\])/g, "$1\\-").replace(/\$\{\d+,\d+\}/g, "$");
}
