declare module "virtual:siklus/offline-files" {
  /** Written by src/tools/build-service-worker.ts. */
  export const files: import("../offline-files.ts").OfflineFiles;
  /** A digest of all files: another build with the same files is the same version. */
  export const version: string;
}
