import { expect, test } from "vitest";
import { count, list, unbroken } from "../../../src/reader/words.ts";

test("amounts have their plural", () => {
  expect(count(1, "source")).toBe("1 source");
  expect(count(0, "source")).toBe("0 sources");
  expect(count(1204, "entry", "entries")).toBe("1,204 entries");
});

test("lists end with and", () => {
  expect(list(["a", "b", "c"])).toBe("a, b and c");
});

test("a number and its unit stay on one line", () => {
  expect(unbroken("every 4 s; 2 h 5 min ago")).toBe("every 4\u00a0s; 2\u00a0h 5\u00a0min ago");
  expect(unbroken("5 sources, 3 daily")).toBe("5 sources, 3 daily");
});
