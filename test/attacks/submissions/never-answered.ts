// threat: 5 — an answer that is always about to come
// ends: time-limit
export function countOutcomes(): Promise<never> {
  return new Promise(() => {});
}
