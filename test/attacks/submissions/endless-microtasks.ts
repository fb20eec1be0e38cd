// threat: 14 — starves its event loop with promises, so that no timer of its own realm could stop it
// ends: time-limit
async function spin(): Promise<never> {
  for (;;) await null;
}

export function countOutcomes(): Promise<never> {
  return spin();
}
