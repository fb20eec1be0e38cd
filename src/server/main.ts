import { allHandlers } from "./all-handlers.ts";
import { ConfigurationError, readConfiguration } from "./configuration.ts";
import { exitCodes } from "./processes/exit-codes.ts";
import { startWeb } from "./start-web.ts";

/**
 * A web process. `npm start` runs one beside the embedded database; a cluster runs as many as it likes:
 * DATABASE_URL=postgres://… node src/server/main.ts
 */
try {
  const configuration = readConfiguration(process.env);
  const { databaseUrl } = configuration;
  if (databaseUrl === null)
    throw new ConfigurationError(
      "DATABASE_URL is missing: a web process alone needs it; `npm start` brings a database of its own",
    );
  const web = await startWeb({ configuration, databaseUrl, handlers: allHandlers });
  const { port, firstAdminToken } = web;
  if (process.send === undefined) announce({ port, firstAdminToken, origin: configuration.origin });
  else process.send({ kind: "ready", port, firstAdminToken });

  let isEnding = false;
  const end = async (): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    await web.close();
    process.exit(0);
  };
  for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) process.on(event, end);
} catch (error) {
  if (error instanceof ConfigurationError) {
    console.error(error.message);
    process.exit(exitCodes.configuration);
  }
  if (error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES"))
    process.exit(exitCodes.port);
  throw error;
}

function announce(facts: {
  readonly port: number;
  readonly firstAdminToken: string | null;
  readonly origin: string | null;
}): void {
  const base = facts.origin ?? `http://localhost:${facts.port}`;
  console.log(`Siklus is ready: ${base}/`);
  if (facts.firstAdminToken !== null)
    console.log(`First admin, once: ${base}/en/account/#first-admin=${facts.firstAdminToken}`);
}
