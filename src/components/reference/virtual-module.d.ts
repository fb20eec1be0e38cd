declare module "virtual:siklus/reference" {
  const doors: readonly import("#contract/reference.ts").ReferenceDoor[];
  export default doors;
}
