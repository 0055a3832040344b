import { expect, test } from "vitest";
import { describeError } from "../../../src/base/log.ts";

test("an error is told with its causes, each once", () => {
  const cause = new Error("ECONNREFUSED");
  const error = new Error("Cannot save the entries", { cause: new Error("disk full", { cause }) });
  expect(describeError(error)).toBe("Cannot save the entries: disk full: ECONNREFUSED");
  expect(describeError(new Error("Cannot open: no such file", { cause: new Error("no such file") }))).toBe(
    "Cannot open: no such file",
  );
  expect(describeError("plain text")).toBe("plain text");
  expect(describeError(undefined)).toBe("unknown error");
});
