import { expect, test } from "vitest";
import { nearestName } from "../../../src/base/nearest-name.ts";

const commands = ["run", "poll", "parse", "group", "check", "add", "import", "export", "demo"];

test.each([
  ["chek", "check"],
  ["chekc", "check"],
  ["Check", "check"],
  ["pol", "poll"],
  ["imp", "import"],
  ["exports", "export"],
  ["pasre", "parse"],
])("%s was meant to be %s", (typed, meant) => expect(nearestName(typed, commands)).toBe(meant));

test.each(["nonsense", "p", "serve", "", "toString"])("%j is near to none", (typed) =>
  expect(nearestName(typed, commands)).toBeUndefined(),
);
