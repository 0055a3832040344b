import { defineConfig } from "vitest/config";

const project = (name: string, testTimeout: number, globalSetup: string[] = []) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    globalSetup,
  },
});

/** Starts PostgreSQL for those that ask for it. */
const postgres = ["tests/support/postgres-server.ts"];

export default defineConfig({
  test: {
    environment: "node",
    // Machines differ: a test that works with dates must say its zone itself, so none may lean on this one's.
    env: { TZ: "America/St_Johns" },
    coverage: { provider: "v8", include: ["src/**/*.ts"], reporter: ["text-summary", "html"] },
    projects: [
      project("unit", 10_000),
      project("contract", 20_000, postgres),
      project("integration", 30_000, postgres),
      project("e2e", 180_000),
    ],
  },
});
