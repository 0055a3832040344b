import { describe, expect, test } from "vitest";
import { createNumberLists } from "../../../src/story/number-lists.ts";

type Lists = ReturnType<typeof createNumberLists>;
const read = (lists: Lists, list: number) => {
  const start = lists.startOf(list);
  return Array.from(lists.numbers().subarray(start, start + lists.lengthOf(list) * lists.width));
};

describe("pairs", () => {
  test("come out in the order in which they were added, of each list apart", () => {
    const lists = createNumberLists(2);
    for (let i = 0; i < 40; i++) {
      lists.push(3, i, i * i);
      lists.push(900, -1 - i, 7);
    }
    expect(read(lists, 3)).toEqual(Array.from({ length: 40 }, (_, i) => [i, i * i]).flat());
    expect(read(lists, 900)).toEqual(Array.from({ length: 40 }, (_, i) => [-1 - i, 7]).flat());
    expect(lists.lengthOf(4)).toBe(0);
  });

  test("that leave take nothing else along, at the front, in the midst and at the end", () => {
    const lists = createNumberLists(2);
    for (const key of [1, 2, 3, 4, 5, 6]) lists.push(0, key, key * 10);
    for (const key of [1, 4, 6, 77]) lists.remove(0, key);
    expect(read(lists, 0)).toEqual([2, 20, 3, 30, 5, 50]);
    lists.push(0, 8, 80);
    expect(read(lists, 0)).toEqual([2, 20, 3, 30, 5, 50, 8, 80]);
    for (const key of [2, 3, 5, 8]) lists.remove(0, key);
    expect(lists.lengthOf(0)).toBe(0);
  });
});

test("a list may be filled again, longer or shorter, and be emptied", () => {
  const lists = createNumberLists(1);
  for (const length of [5, 70, 0, 2]) {
    const numbers = Array.from({ length }, (_, i) => i - 3);
    lists.fill(9, numbers);
    expect(read(lists, 9)).toEqual(numbers);
  }
  lists.clear(9);
  expect(lists.lengthOf(9)).toBe(0);
});

test("what comes and goes takes the room of what was there before", () => {
  const lists = createNumberLists(2);
  const round = (from: number) => {
    for (let i = 0; i < 5000; i++) lists.push(i % 50, from + i, 1);
    for (let i = 0; i < 5000; i++) lists.remove(i % 50, from + i);
  };
  round(0);
  const bytes = lists.bytes();
  for (let turn = 1; turn < 20; turn++) round(turn * 5000);
  expect(lists.bytes()).toBe(bytes);
});

test("a list whose front leaves as its end grows moves within a room that does not grow", () => {
  const lists = createNumberLists(2);
  for (let i = 0; i < 100; i++) lists.push(0, i, 0);
  const bytes = lists.bytes();
  for (let i = 100; i < 100_000; i++) {
    lists.remove(0, i - 100);
    lists.push(0, i, 0);
  }
  expect(lists.bytes()).toBeLessThan(2 * bytes);
  expect(read(lists, 0).filter((_, i) => i % 2 === 0)).toEqual(
    Array.from({ length: 100 }, (_, i) => 99_900 + i),
  );
});
