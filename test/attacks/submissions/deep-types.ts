// threat: 10 — types nested and multiplied until a compiler gives up
// ends: learner-error|fail|time-limit
type Deep = /*repeat 12000 Array<*/number/*repeat 12000 >*/;
type Two<T> = [T, T];
type Bomb = /*repeat 60 Two<*/string/*repeat 60 >*/;
type Twice<T extends unknown[]> = [...T, ...T];
type Long = Twice<Twice<Twice<Twice<Twice<Twice<Twice<Twice<Twice<Twice<Twice<Twice<Twice<Twice<Twice<[1]>>>>>>>>>>>>>>>;

export function countOutcomes(): Deep | Bomb | Long {
  return 0 as never;
}
