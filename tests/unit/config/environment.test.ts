import { expect, test } from "vitest";
import { UserError } from "../../../src/base/user-error.ts";
import { readEnvironment } from "../../../src/config/load.ts";

test("nothing needs to be set", () => {
  expect(readEnvironment({})).toEqual({
    configPath: "feeds.config.json",
    databaseUrl: "sqlite:data/wirefold.db",
    host: "127.0.0.1",
    port: 3000,
    logLevel: "info",
    proxies: { except: [] },
    startedByNpm: false,
  });
});

test("a variable that is set to nothing counts as not set", () => {
  expect(readEnvironment({ PORT: "", HOST: " " })).toMatchObject({ port: 3000, host: "127.0.0.1" });
});

test("what is set wins over what a command has of its own", () => {
  expect(readEnvironment({ LOG_LEVEL: "debug" }, { LOG_LEVEL: "warn" }).logLevel).toBe("debug");
  expect(readEnvironment({}, { LOG_LEVEL: "warn" }).logLevel).toBe("warn");
});

test("everything that cannot be used is said at once, and no password", () => {
  const read = () =>
    readEnvironment({ PORT: "http", LOG_LEVEL: "loud", DATABASE_URL: "mysql://ann:secret@db/wire" });
  expect(read).toThrow(UserError);
  expect(read).toThrow(
    [
      "The environment cannot be used:",
      '  PORT: expected a number from 0 to 65535, found "http".',
      '  LOG_LEVEL: expected one of silent, error, warn, info, debug, found "loud".',
      '  DATABASE_URL: expected "sqlite:PATH" or "postgres://USER:PASSWORD@HOST:PORT/DATABASE", found "mysql://…".',
    ].join("\n"),
  );
});

test.each(["-1", "65536", "3000.5", "0x10", "3 000"])("PORT=%s is refused", (port) => {
  expect(() => readEnvironment({ PORT: port })).toThrow(/PORT: expected a number/);
});

test.each([
  ["start", true],
  ["demo", true],
  ["npx", true],
  ["deploy", false],
])("started by the npm script %s: %s", (npm_lifecycle_event, startedByNpm) => {
  expect(readEnvironment({ npm_lifecycle_event }).startedByNpm).toBe(startedByNpm);
});
