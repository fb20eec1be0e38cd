/** A lab's data file, ready as a table: `import emails from "data/spam-scores.csv"`. The editor knows its columns. */
declare module "data/*.csv" {
  const table: import("siklus/data").Table;
  export default table;
}
