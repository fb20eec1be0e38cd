/** With these a process says that starting it again will not help. */
export const exitCodes = {
  /** Wrong or missing settings; it has said which. */
  configuration: 78,
  /** The port is taken, or needs rights that we do not have. */
  port: 98,
  /** Another process holds the folder of the database. */
  databaseInUse: 3,
} as const;
