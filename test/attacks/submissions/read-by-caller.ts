// threat: 7 — function.caller and arguments.callee climb from the learner's function to the code that called it
// ends: fail
export const countOutcomes = new Function(
  "console",
  `return function climb() {
  let at = climb.caller;
  if (at) console.log("siklus-escaped: the function that called");
  for (let i = 0; i < 20 && at; i++) {
    console.log(String(at).slice(0, 5000));
    try {
      for (const value of at.arguments) {
        console.log(typeof value, value);
        if (value && typeof value.postMessage === "function") console.log("siklus-escaped: a port among the arguments");
      }
    } catch {}
    try {
      at = at.caller;
    } catch {
      break;
    }
  }
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}`,
)(console);
