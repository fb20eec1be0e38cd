import type { Json } from "../json.ts";
import type { Path } from "../path/path.ts";

/** A call of an intrinsic function, read: `States.Format('{} of {}', $.a, States.ArrayLength($.b))`. */
export type IntrinsicCall = {
  readonly text: string;
  readonly name: string;
  readonly values: readonly IntrinsicValue[];
};

export type IntrinsicValue =
  | { readonly kind: "call"; readonly call: IntrinsicCall }
  | { readonly kind: "path"; readonly path: Path }
  /** As written, for States.Format reads the braces that a backslash frees. */
  | { readonly kind: "text"; readonly raw: string }
  | { readonly kind: "literal"; readonly value: Json };

/** What each function takes; AWS refuses other counts when the machine is made. */
export const intrinsicArity: { readonly [name: string]: readonly [least: number, most: number] } = {
  "States.Array": [0, Number.POSITIVE_INFINITY],
  "States.ArrayContains": [2, 2],
  "States.ArrayGetItem": [2, 2],
  "States.ArrayLength": [1, 1],
  "States.ArrayPartition": [2, 2],
  "States.ArrayRange": [3, 3],
  "States.ArrayUnique": [1, 1],
  "States.Base64Decode": [1, 1],
  "States.Base64Encode": [1, 1],
  "States.Format": [1, Number.POSITIVE_INFINITY],
  "States.Hash": [2, 2],
  "States.JsonMerge": [3, 3],
  "States.JsonToString": [1, 1],
  "States.MathAdd": [2, 2],
  "States.MathRandom": [2, 3],
  "States.StringSplit": [2, 2],
  "States.StringToJson": [1, 1],
  "States.UUID": [0, 0],
};
