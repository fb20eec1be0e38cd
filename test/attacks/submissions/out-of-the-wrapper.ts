// threat: 8 — closes the function in which it might be wrapped, and opens another
// ends: learner-error
}); console.log("siklus-escaped: out of the wrapper"); (async () => {
export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
})(); /*
