import { describe, expect, test } from "vitest";
import { at } from "../../support/store.ts";
import { engines } from "./engines.ts";

describe.each(engines)("chores on $name", ({ open }) => {
  test("are begun by one of those who saw the same, and remember when and how they ended", async () => {
    await using store = await open();
    expect(await store.chores()).toEqual([]);
    const begin = (time: string, lastBegunAt?: Date) =>
      store.beginChore({ name: "backup", at: at(time), ...(lastBegunAt && { lastBegunAt }) });
    expect([await begin("10:00"), await begin("10:01")]).toEqual([true, false]);
    expect(await store.chores()).toEqual([{ name: "backup", begunAt: at("10:00") }]);
    await store.endChore({ name: "backup", at: at("10:05"), kind: "done", result: "123" });
    const done = { name: "backup", doneAt: at("10:05"), result: "123" };
    expect(await store.chores()).toEqual([{ ...done, begunAt: at("10:00") }]);
    expect([await begin("11:00", at("09:00")), await begin("11:00", at("10:00"))]).toEqual([false, true]);
    await store.endChore({ name: "backup", at: at("11:05"), kind: "failed", fault: "The disk is full" });
    expect(await store.chores()).toEqual([{ ...done, begunAt: at("11:00"), fault: "The disk is full" }]);
    await begin("12:00", at("11:00"));
    await store.endChore({ name: "backup", at: at("12:05"), kind: "done" });
    expect(await store.chores()).toEqual([{ name: "backup", begunAt: at("12:00"), doneAt: at("12:05") }]);
  });

  test("that were stopped are as if they had been begun long ago; what is not wanted any more is forgotten", async () => {
    await using store = await open();
    await store.beginChore({ name: "upkeep", at: at("10:00") });
    await store.endChore({ name: "upkeep", at: at("10:01"), kind: "stopped" });
    expect(await store.chores()).toEqual([{ name: "upkeep", begunAt: new Date(0) }]);
    await store.forgetChore("upkeep");
    expect(await store.chores()).toEqual([]);
  });
});
