import { expect, test } from "vitest";
import { createSlotsByKey } from "../../../src/story/slots-by-key.ts";

test("a key gives its articles in order of arrival, also when many have come in between", () => {
  const slots = createSlotsByKey();
  for (let i = 0; i < 5000; i++) slots.add(i % 1000, i);
  expect(slots.get(7)).toEqual([7, 1007, 2007, 3007, 4007]);
  expect(slots.get(-7)).toEqual([]);
});

test("an article that leaves is under its key no longer, the others are", () => {
  const slots = createSlotsByKey();
  for (const slot of [1, 2, 3]) slots.add(-5, slot);
  slots.remove(-5, 2);
  slots.remove(-5, 99);
  expect(slots.get(-5)).toEqual([1, 3]);
});

test("a key is told of 64 articles at most", () => {
  const slots = createSlotsByKey();
  for (let slot = 0; slot < 100; slot++) slots.add(5, slot);
  expect(slots.get(5)).toHaveLength(64);
  slots.remove(5, 0);
  slots.add(5, 100);
  expect(slots.get(5).at(-1)).toBe(100);
});

test("what comes and goes takes the room of what was there before", () => {
  const slots = createSlotsByKey();
  const round = () => {
    for (let i = 0; i < 3000; i++) slots.add(i * 7, i);
    for (let i = 0; i < 3000; i++) slots.remove(i * 7, i);
  };
  round();
  const bytes = slots.bytes();
  for (let turn = 0; turn < 10; turn++) round();
  expect(slots.bytes()).toBe(bytes);
});
