import { describe, expect, it } from "vitest";
import { ConfigurationError, readConfiguration } from "#server/configuration.ts";

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfiguration(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("the server's settings", () => {
  it("nothing set, or set to nothing, is a laptop: embedded database, port 4321, one grader", () => {
    const laptop = {
      databaseUrl: null,
      port: 4321,
      origin: null,
      graders: 1,
      signUp: "open",
      rateLimits: true,
      oidc: [],
    };
    expect(readConfiguration({})).toMatchObject(laptop);
    expect(readConfiguration({ PORT: "", DATABASE_URL: " ", SIKLUS_ORIGIN: "" })).toMatchObject(laptop);
  });

  it("whatever is wrong is named, with the remedy, all at once", () => {
    const problems = problemsOf({ PORT: "http", SIKLUS_ORIGIN: "siklus.example", SIKLUS_GRADERS: "-1" });
    expect(problems.map((line) => line.split(" ")[0])).toEqual(["PORT", "SIKLUS_ORIGIN", "SIKLUS_GRADERS"]);
    expect(problems[0]).toBe('PORT must be a port from 0 to 65535, such as 4321; it is "http"');
  });

  it("an origin has no path; a trailing slash is taken off", () => {
    expect(readConfiguration({ SIKLUS_ORIGIN: "https://siklus.example/" }).origin).toBe("https://siklus.example");
    expect(problemsOf({ SIKLUS_ORIGIN: "https://siklus.example/course" })).toHaveLength(1);
  });

  it("a database address that is wrong is not repeated: it holds a password", () => {
    const [problem] = problemsOf({ DATABASE_URL: "mysql://root:hunter2@db" });
    expect(problem).toMatch(/^DATABASE_URL must be/);
    expect(problem).not.toContain("hunter2");
  });

  it("providers come by id; one that is not whole is named by what it lacks", () => {
    const campus = {
      SIKLUS_OIDC_CAMPUS_DISCOVERY_URL: "https://id.example/.well-known/openid-configuration",
      SIKLUS_OIDC_CAMPUS_CLIENT_ID: "siklus",
      SIKLUS_OIDC_CAMPUS_CLIENT_SECRET: "s3cret",
    };
    expect(readConfiguration(campus).oidc).toEqual([
      {
        id: "campus",
        name: "campus",
        discoveryUrl: campus.SIKLUS_OIDC_CAMPUS_DISCOVERY_URL,
        clientId: "siklus",
        clientSecret: "s3cret",
      },
    ]);
    expect(readConfiguration({ ...campus, SIKLUS_OIDC_CAMPUS_NAME: "Campus" }).oidc[0]?.name).toBe("Campus");
    expect(problemsOf({ SIKLUS_OIDC_X_CLIENT_ID: "a" }).map((line) => line.split(" ")[0])).toEqual([
      "SIKLUS_OIDC_X_DISCOVERY_URL",
      "SIKLUS_OIDC_X_CLIENT_SECRET",
    ]);
  });
});
