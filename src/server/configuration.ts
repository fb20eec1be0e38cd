import { z } from "zod";

export type OidcProvider = {
  readonly id: string;
  readonly name: string;
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

export type Configuration = {
  /** null: PGlite in `dataFolder`. */
  readonly databaseUrl: string | null;
  readonly port: number;
  readonly host: string;
  /** Where people reach the server, such as https://siklus.example.edu; null: wherever they came in by. */
  readonly origin: string | null;
  readonly graders: number;
  readonly dataFolder: string;
  readonly siteFolder: string;
  readonly signUp: "open" | "closed";
  readonly trustedProxies: number;
  readonly rateLimits: boolean;
  readonly metricsToken: string | null;
  readonly logLevel: "silent" | "error" | "warn" | "info" | "debug";
  readonly oidc: readonly OidcProvider[];
};

const port = z.coerce.number().int().min(0).max(65_535);
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const variables = {
  DATABASE_URL: {
    schema: z.string().regex(/^postgres(ql)?:\/\//),
    remedy: "an address such as postgres://user:password@host/database, or unset for the embedded database",
  },
  PORT: { schema: port, remedy: "a port from 0 to 65535, such as 4321" },
  HOST: { schema: z.string().min(1).max(255), remedy: "an address to listen on, such as 127.0.0.1 or ::" },
  SIKLUS_ORIGIN: {
    schema: z
      .url({ protocol: /^https?$/ })
      .refine((url) => URL.canParse(url) && new URL(url).origin === url.replace(/\/$/, "")),
    remedy: "scheme and host under which people reach the site, such as https://siklus.example.edu",
  },
  SIKLUS_GRADERS: { schema: count(0, 64), remedy: "how many grader processes to start here, from 0 to 64" },
  SIKLUS_DATA: { schema: z.string().min(1), remedy: "a folder for the embedded database, such as .siklus" },
  SIKLUS_SITE: { schema: z.string().min(1), remedy: "the folder of the built site, such as dist" },
  SIKLUS_SIGN_UP: { schema: z.enum(["open", "closed"]), remedy: "open or closed" },
  SIKLUS_TRUSTED_PROXIES: {
    schema: count(0, 10),
    remedy: "how many proxies stand before the server and add to X-Forwarded-For, from 0 to 10",
  },
  SIKLUS_RATE_LIMITS: { schema: z.enum(["on", "off"]), remedy: "on, or off for load tests" },
  SIKLUS_METRICS_TOKEN: {
    schema: z.string().min(16),
    remedy: "at least 16 characters that Prometheus sends as a bearer token",
  },
  SIKLUS_LOG: {
    schema: z.enum(["silent", "error", "warn", "info", "debug"]),
    remedy: "silent, error, warn, info or debug",
  },
} as const;

export class ConfigurationError extends Error {}

/** Reads the environment; whatever is wrong is named with its remedy, all of it at once. Empty means unset. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const problems: string[] = [];
  const read = <N extends keyof typeof variables>(name: N): z.output<(typeof variables)[N]["schema"]> | undefined => {
    const text = env[name];
    if (text === undefined || text.trim() === "") return undefined;
    const parsed = variables[name].schema.safeParse(text.trim());
    if (parsed.success) return parsed.data as z.output<(typeof variables)[N]["schema"]>; // the schema of this very name
    problems.push(`${name} must be ${variables[name].remedy}; it is ${name === "DATABASE_URL" ? "not" : `"${text}"`}`);
    return undefined;
  };
  const configuration: Configuration = {
    databaseUrl: read("DATABASE_URL") ?? null,
    port: read("PORT") ?? 4321,
    host: read("HOST") ?? "::",
    origin: read("SIKLUS_ORIGIN")?.replace(/\/$/, "") ?? null,
    graders: read("SIKLUS_GRADERS") ?? 1,
    dataFolder: read("SIKLUS_DATA") ?? ".siklus",
    siteFolder: read("SIKLUS_SITE") ?? "dist",
    signUp: read("SIKLUS_SIGN_UP") ?? "open",
    trustedProxies: read("SIKLUS_TRUSTED_PROXIES") ?? 0,
    rateLimits: (read("SIKLUS_RATE_LIMITS") ?? "on") === "on",
    metricsToken: read("SIKLUS_METRICS_TOKEN") ?? null,
    logLevel: read("SIKLUS_LOG") ?? "info",
    oidc: readProviders(env, problems),
  };
  if (problems.length > 0) throw new ConfigurationError(problems.join("\n"));
  return configuration;
}

const providerFields = ["NAME", "DISCOVERY_URL", "CLIENT_ID", "CLIENT_SECRET"] as const;

/** SIKLUS_OIDC_<ID>_DISCOVERY_URL, _CLIENT_ID, _CLIENT_SECRET and, if wanted, _NAME: one provider for each id. */
function readProviders(env: Readonly<Record<string, string | undefined>>, problems: string[]): OidcProvider[] {
  const names = Object.keys(env).flatMap(
    (key) => /^SIKLUS_OIDC_([A-Z0-9]+)_(?:NAME|DISCOVERY_URL|CLIENT_ID|CLIENT_SECRET)$/.exec(key)?.[1] ?? [],
  );
  return [...new Set(names)].sort().flatMap((name) => {
    const [label, discoveryUrl, clientId, clientSecret] = providerFields.map((field) =>
      env[`SIKLUS_OIDC_${name}_${field}`]?.trim(),
    );
    const missing = (["DISCOVERY_URL", "CLIENT_ID", "CLIENT_SECRET"] as const).filter(
      (field) => (env[`SIKLUS_OIDC_${name}_${field}`]?.trim() ?? "") === "",
    );
    problems.push(
      ...missing.map(
        (field) =>
          `SIKLUS_OIDC_${name}_${field} is missing: the provider needs discovery address, client id and secret`,
      ),
    );
    if (
      discoveryUrl !== undefined &&
      discoveryUrl !== "" &&
      !z.url({ protocol: /^https?$/ }).safeParse(discoveryUrl).success
    )
      problems.push(`SIKLUS_OIDC_${name}_DISCOVERY_URL must be the address of its openid-configuration`);
    if (missing.length > 0 || discoveryUrl === undefined || clientId === undefined || clientSecret === undefined)
      return [];
    const id = name.toLowerCase();
    return [{ id, name: label === undefined || label === "" ? id : label, discoveryUrl, clientId, clientSecret }];
  });
}
