import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { isOutOfReach, reachFault } from "../../../src/store/out-of-reach.ts";

/** As a store's method fails: its own words, and the engine's error as the cause. */
const failed = (cause: unknown) => new Error('Cannot do "savePoll" on the database', { cause });
const withCode = (code: string) => Object.assign(new Error("as the server says"), { code });
const ofSqlite = (errcode: number) =>
  Object.assign(new Error("database"), { code: "ERR_SQLITE_ERROR", errcode });

test.each(["57P01", "08006", "53100", "25006", "55P03", "40P01", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT"])(
  "PostgreSQL that answers %s, or nothing, is out of reach",
  (code) => {
    expect(isOutOfReach(failed(withCode(code)))).toBe(true);
  },
);

test.each(["22P05", "23503", "42601", "54000"])(
  "what PostgreSQL refuses with %s is at fault itself",
  (code) => {
    expect(isOutOfReach(failed(withCode(code)))).toBe(false);
  },
);

test.each([5, 8, 10, 778, 11, 13, 14])("SQLite that answers %d is out of reach", (code) => {
  expect(isOutOfReach(failed(ofSqlite(code)))).toBe(true);
});

test("what SQLite's own rules refuse is at fault itself", () => {
  using database = new DatabaseSync(":memory:");
  database.exec("create table one (only integer primary key); insert into one values (1)");
  let error: unknown;
  try {
    database.exec("insert into one values (1)");
  } catch (found) {
    error = found;
  }
  expect(error).toMatchObject({ errcode: 1555 });
  expect(isOutOfReach(failed(error))).toBe(false);
});

test("an error that says nothing of the kind is none", () => {
  for (const error of [new Error("no idea"), failed(new TypeError("x is not a function")), undefined, "text"])
    expect(isOutOfReach(error)).toBe(false);
});

test.each([
  ["away", withCode("ECONNREFUSED")],
  ["away", withCode("57P01")],
  ["full", withCode("53100")],
  ["read-only", withCode("25006")],
  ["disk", withCode("58030")],
  ["damaged", withCode("XX001")],
  ["busy", withCode("55P03")],
  ["busy", ofSqlite(5)],
  ["read-only", ofSqlite(8)],
  ["disk", ofSqlite(778)],
  ["damaged", ofSqlite(267)],
  ["full", ofSqlite(13)],
  ["away", ofSqlite(14)],
])("what is wrong is known: %s", (fault, error) => {
  expect(reachFault(failed(error))).toBe(fault);
});
