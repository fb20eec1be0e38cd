import { defineConfig } from "vitest/config";

/** Tests with a database, sockets and processes. */
export default defineConfig({
  test: {
    include: ["test/server/**/*.test.ts"],
    setupFiles: ["test/setup-properties.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    isolate: false, // the libraries of the server take seconds to load
    passWithNoTests: false,
  },
});
