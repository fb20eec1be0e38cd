// threat: 3, 14 — a thenable that resolves to itself for ever
// ends: time-limit|error|fail
export function countOutcomes(): unknown {
  const again = {
    // biome-ignore lint/suspicious/noThenProperty: the attack
    then(resolve: (value: unknown) => void) {
      resolve(again);
    },
  };
  return again;
}
