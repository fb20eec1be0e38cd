import { equalJson, isList, isObject, type Json } from "../json.ts";
import type { FilterTest, FilterValue, FollowPath, PathScope } from "./path.ts";

type Filter = { readonly test: FilterTest; readonly scope: PathScope; readonly follow: FollowPath };

/** Whether `@` passes the test of a filter. What is not there equals nothing, and unlike types never compare. */
export function passesFilter({ test, scope, follow }: Filter): boolean {
  switch (test.kind) {
    case "all":
      return test.tests.every((each) => passesFilter({ test: each, scope, follow }));
    case "some":
      return test.tests.some((each) => passesFilter({ test: each, scope, follow }));
    case "not":
      return !passesFilter({ test: test.test, scope, follow });
    case "present":
      return operandOf({ value: test.value, scope, follow }) !== undefined;
    case "compare": {
      const left = operandOf({ value: test.left, scope, follow });
      if (test.right.kind === "pattern") {
        return typeof left === "string" && new RegExp(test.right.source, test.right.flags).test(left);
      }
      return compare({ operator: test.operator, left, right: operandOf({ value: test.right, scope, follow }) });
    }
  }
}

function operandOf({
  value,
  scope,
  follow,
}: {
  readonly value: FilterValue;
  readonly scope: PathScope;
  readonly follow: FollowPath;
}): Json | undefined {
  if (value.kind === "literal") return value.value;
  if (value.kind === "pattern") return undefined;
  const result = follow(value.path, scope);
  return result.status === "found" ? result.value : undefined;
}

type Comparison = { readonly operator: string; readonly left: Json | undefined; readonly right: Json | undefined };

function compare({ operator, left, right }: Comparison): boolean {
  switch (operator) {
    case "==":
    case "===":
      return left !== undefined && right !== undefined && equalJson(left, right);
    case "!=":
    case "!==":
      return !(left !== undefined && right !== undefined && equalJson(left, right));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return isOrdered({ operator, left, right });
    default:
      return compareGroups({ operator, left, right });
  }
}

function isOrdered({ operator, left, right }: Comparison): boolean {
  const comparable =
    (typeof left === "number" && typeof right === "number") || (typeof left === "string" && typeof right === "string");
  if (!comparable) return false;
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
}

function compareGroups({ operator, left, right }: Comparison): boolean {
  const isIn = (item: Json, list: readonly Json[]): boolean => list.some((each) => equalJson(each, item));
  const lefts = isList(left) ? left : [];
  const rights = isList(right) ? right : [];
  switch (operator) {
    case "in":
      return left !== undefined && isIn(left, rights);
    case "nin":
      return left === undefined || !isIn(left, rights);
    case "subsetof":
      return isList(left) && lefts.every((item) => isIn(item, rights));
    case "anyof":
      return lefts.some((item) => isIn(item, rights));
    case "noneof":
      return isList(left) && !lefts.some((item) => isIn(item, rights));
    case "contains":
      if (typeof left === "string") return typeof right === "string" && left.includes(right);
      return right !== undefined && isIn(right, lefts);
    case "size":
      return sizeOf(left) !== undefined && sizeOf(left) === (isList(right) ? right.length : right);
    case "empty":
      return sizeOf(left) !== undefined && (sizeOf(left) === 0) === right;
    default:
      return false;
  }
}

function sizeOf(value: Json | undefined): number | undefined {
  if (typeof value === "string" || isList(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}
