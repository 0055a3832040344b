import { expect, test } from "vitest";
import { count } from "../../../src/base/count.ts";

test("amounts have their plural", () => {
  expect(count(1, "source")).toBe("1 source");
  expect(count(0, "source")).toBe("0 sources");
  expect(count(1204, "entry", "entries")).toBe("1,204 entries");
});
