// threat: 3 — thenables and nested promises that end in other values each time they are asked
// ends: fail|error
let asked = 0;

export function countOutcomes(): unknown {
  return {
    // biome-ignore lint/suspicious/noThenProperty: the attack
    then(resolve: (value: unknown) => void, reject: (reason: unknown) => void) {
      resolve({ tp: asked++, fp: 0, fn: 0, tn: 0 });
      resolve({ status: "pass" });
      reject({ status: "pass" });
      throw { status: "pass", kind: "returned", id: 1, value: { tp: 1, fn: 2, fp: 3, tn: 4 } };
    },
  };
}
