import { daysFromCivil, daysInMonth, type UtcFields, utcFields } from "#engine/core/civil-date.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { cos, sin } from "#engine/core/sin-cos.ts";
import { refusal } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import { inputColumn, inputColumns } from "./input-columns.ts";
import type { MadeColumn } from "./made-columns.ts";
import { mapNumbers, numberColumn } from "./number-column.ts";
import { timesOf } from "./times-of.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** What can be read off a date. Weekdays count from Monday = 0, as pandas does; weeks are ISO weeks. */
export type DatePart =
  | "year"
  | "quarter"
  | "month"
  | "week"
  | "day"
  | "dayOfYear"
  | "weekday"
  | "isWeekend"
  | "hour"
  | "minute"
  | "second"
  | "epochDay";

/** The parts that come round: after December comes January. */
export type CyclicDatePart = "month" | "day" | "dayOfYear" | "weekday" | "hour" | "minute";

/** Date parts as plain data; there is nothing to learn. */
export type DateParts = ColumnTransformer & {
  readonly kind: "date-parts";
  readonly columns: readonly { readonly name: string }[];
  readonly parts: readonly DatePart[];
  readonly cyclic: readonly CyclicDatePart[];
  readonly offsetMinutes: number;
};

const dateParts: readonly DatePart[] = [
  ...(["year", "quarter", "month", "week", "day", "dayOfYear", "weekday", "isWeekend"] as const),
  ...(["hour", "minute", "second", "epochDay"] as const),
];
const cyclicParts: readonly CyclicDatePart[] = ["month", "day", "dayOfYear", "weekday", "hour", "minute"];

/**
 * Takes dates apart into numbers that a model can use: a date is one ever-growing number, in which neither Monday nor
 * December can be seen.
 *
 * `parts` become columns such as `sold_month`. `cyclic` parts become two, `sold_hour_sin` and `sold_hour_cos`, the place of the
 * hand on a clock face whose one round is a day, a week or a year: so 23 and 0 o'clock are neighbors, as they are in life.
 *
 * Dates are texts in ISO 8601 ("2026-11-24", "2026-11-24T13:36:00+07:00") or numbers of milliseconds since 1970. The parts are
 * those of UTC, moved by `offsetMinutes` (420 for Jakarta). Missing stays missing. O(n × parts), each distinct text read once.
 *
 * @param table          rows to check the columns on
 * @param columns        names of text or number columns
 * @param parts          default ["year", "month", "day", "weekday"]
 * @param cyclic         default none
 * @param offsetMinutes  −1440 to 1440; default 0
 * @param keepsInputs    default false
 * @throws {EngineError} "bad-expression" for a text that is no date, "out-of-range" for one that does not exist or an unknown part
 * @example
 * const table = fromColumns({ sold: ["2026-11-24"] });
 * rows(transform({ transformer: fitDateParts({ table, columns: ["sold"], parts: ["month", "weekday"] }), table })) // => [{ sold_month: 11, sold_weekday: 1 }]
 * @source  agrees with pandas.Series.dt (test/conformance)
 */
export function fitDateParts(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly parts?: readonly DatePart[];
  readonly cyclic?: readonly CyclicDatePart[];
  readonly offsetMinutes?: number;
  readonly keepsInputs?: boolean;
}): DateParts {
  const functionName = "fitDateParts";
  const {
    table,
    columns,
    parts = ["year", "month", "day", "weekday"],
    cyclic = [],
    offsetMinutes = 0,
    keepsInputs = false,
  } = requireOptions(functionName, options, ["table", "columns", "parts", "cyclic", "offsetMinutes", "keepsInputs"]);
  requireNumber({ functionName, name: "offsetMinutes", value: offsetMinutes, least: -1440, most: 1440 });
  requireList({ functionName, name: "parts", value: parts });
  requireList({ functionName, name: "cyclic", value: cyclic });
  for (const value of parts) requireOneOf({ functionName, name: "parts", value, options: dateParts });
  for (const value of cyclic) requireOneOf({ functionName, name: "cyclic", value, options: cyclicParts });
  if (parts.length + cyclic.length === 0)
    throw refusal({ code: "empty", functionName, need: "at least one part", got: "none" });
  for (const input of inputColumns({ functionName, table, columns })) timesOf({ ...input, functionName });
  const named = columns.map((name) => ({ name }));
  return {
    kind: "date-parts",
    version: 1,
    columns: named,
    parts: [...parts],
    cyclic: [...cyclic],
    offsetMinutes,
    keepsInputs,
  };
}

export function applyDateParts({
  transformer,
  table,
}: {
  readonly transformer: DateParts;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { parts, cyclic, offsetMinutes } = transformer;
  return transformer.columns.flatMap(({ name }) => {
    const times = timesOf({ functionName, name, column: inputColumn({ functionName, table, name }) });
    const local = mapNumbers(times, (time) => time + offsetMinutes * 60_000).values;
    const partColumn = (read: (fields: UtcFields, days: number) => number) =>
      mapNumbers(local, (time) => read(utcFields(time), Math.floor(time / 86_400_000)));
    const plain = parts.map((part) => ({ from: name, name: `${name}_${part}`, column: partColumn(readers[part]) }));
    const round = cyclic.flatMap((part) => {
      const turn = partColumn((fields, days) => turnOf(part, fields, days)).values;
      return [
        {
          from: name,
          name: `${name}_${part}_sin`,
          column: numberColumn(turn.map((share) => sin(2 * Math.PI * share))),
        },
        {
          from: name,
          name: `${name}_${part}_cos`,
          column: numberColumn(turn.map((share) => cos(2 * Math.PI * share))),
        },
      ];
    });
    return [...plain, ...round];
  });
}

const mondayOf = ({ weekday }: UtcFields): number => (weekday + 6) % 7;
const dayOfYear = ({ year }: UtcFields, days: number): number => days - daysFromCivil({ year, month: 1, day: 1 }) + 1;

const readers: Readonly<Record<DatePart, (fields: UtcFields, days: number) => number>> = {
  year: ({ year }) => year,
  quarter: ({ month }) => Math.ceil(month / 3),
  month: ({ month }) => month,
  week: isoWeek,
  day: ({ day }) => day,
  dayOfYear,
  weekday: mondayOf,
  isWeekend: (fields) => Number(mondayOf(fields) >= 5),
  hour: ({ hour }) => hour,
  minute: ({ minute }) => minute,
  second: ({ second }) => second,
  epochDay: (_, days) => days,
};

/** Weeks run from Monday to Sunday and belong to the year of their Thursday. */
function isoWeek(fields: UtcFields, days: number): number {
  const thursday = days - mondayOf(fields) + 3;
  const { year } = utcFields(thursday * 86_400_000);
  return Math.floor((thursday - daysFromCivil({ year, month: 1, day: 1 })) / 7) + 1;
}

/** How far round the clock face: 0 at the start of the year, month, week, day or hour, towards 1 at its end. */
function turnOf(part: CyclicDatePart, fields: UtcFields, days: number): number {
  switch (part) {
    case "month":
      return (fields.month - 1) / 12;
    case "day":
      return (fields.day - 1) / daysInMonth(fields);
    case "dayOfYear":
      return (dayOfYear(fields, days) - 1) / (337 + daysInMonth({ year: fields.year, month: 2 }));
    case "weekday":
      return mondayOf(fields) / 7;
    case "hour":
      return fields.hour / 24;
    case "minute":
      return fields.minute / 60;
  }
}
