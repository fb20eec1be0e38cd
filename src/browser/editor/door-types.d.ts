declare module "virtual:siklus/door-types" {
  const files: Readonly<Record<string, string>>;
  export default files;
}
