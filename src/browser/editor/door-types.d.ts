declare module "virtual:siklus/door-types" {
  /** Address of a JSON file: declarations by path below the root. */
  const url: string;
  export default url;
}
