import { expect, test } from "vitest";
import { openDatabase } from "../../../src/store/sqlite/database.ts";

// SQLite, "PRAGMA synchronous": 1 is NORMAL, 2 is FULL.
test("what is done durably waits for the disk, what is done after it does not, whether it succeeds or fails", () => {
  const database = openDatabase(":memory:");
  database.exec("pragma synchronous = normal; create table notes (text)");
  const level = () => database.get<{ synchronous: number }>("pragma synchronous")?.synchronous;
  expect(
    database.durably(() => {
      database.run("insert into notes (text) values ('kept')");
      return level();
    }),
  ).toBe(2);
  expect(level()).toBe(1);
  const failing = () =>
    database.durably(() => {
      database.run("insert into notes (text) values ('lost')");
      throw new Error("no room");
    });
  expect(failing).toThrow("no room");
  expect(level()).toBe(1);
  expect(database.all<{ text: string }>("select text from notes").map(({ text }) => text)).toEqual(["kept"]);
  database.close();
});
