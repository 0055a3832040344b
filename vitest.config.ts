import { defineConfig } from "vitest/config";

const project = (name: string, testTimeout: number) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  test: {
    environment: "node",
    // Machines differ: a test that works with dates must say its zone itself, so none may lean on this one's.
    env: { TZ: "America/St_Johns" },
    coverage: { provider: "v8", include: ["src/**/*.ts"], reporter: ["text-summary", "html"] },
    projects: [
      project("unit", 10_000),
      project("contract", 20_000),
      project("integration", 30_000),
      project("e2e", 180_000),
    ],
  },
});
