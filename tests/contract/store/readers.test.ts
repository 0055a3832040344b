import { describe, expect, test } from "vitest";
import { at } from "../../support/store.ts";
import { engines } from "./engines.ts";

const day = (days: number): Date => new Date(at("12:00").getTime() + days * 86_400_000);

describe.each(engines)("readers on $name", ({ open }) => {
  test("the secret is 256 bits, made once, and another store has another", async () => {
    await using store = await open();
    await using other = await open();
    const secret = await store.secret();
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await Promise.all([store.secret(), store.secret()])).toEqual([secret, secret]);
    expect(await other.secret()).not.toBe(secret);
  });

  test("a new reader wants nothing; none of its number comes again after it is dropped", async () => {
    await using store = await open();
    const reader = await store.addReader(day(0));
    expect(reader.look).toEqual({});
    expect(await store.reader(reader.id, day(0))).toEqual(reader);
    expect(await store.dropReaders({ before: day(1), limit: 9 })).toBe(1);
    expect(await store.reader(reader.id, day(0))).toBeUndefined();
    expect((await store.addReader(day(0))).id).toBeGreaterThan(reader.id);
  });

  test("a look is kept as it was chosen, and each choice moves the reader's revision on", async () => {
    await using store = await open();
    const [one, other] = [await store.addReader(day(0)), await store.addReader(day(0))];
    const before = [await store.readerRevision(one.id), await store.readerRevision(other.id)];
    const look = { theme: "dark", hidesImages: true, language: "de" } as const;
    await store.saveLook(one.id, look);
    expect((await store.reader(one.id, day(0)))?.look).toEqual(look);
    expect((await store.reader(other.id, day(0)))?.look).toEqual({});
    expect(await store.readerRevision(one.id)).toBeGreaterThan(before[0]!);
    expect(await store.readerRevision(other.id)).toBe(before[1]);
    await store.saveLook(one.id, {});
    expect((await store.reader(one.id, day(0)))?.look).toEqual({});
  });

  test("whoever is asked for has been here; the longest away are dropped first, no more than asked for", async () => {
    await using store = await open();
    const ids: number[] = [];
    for (const days of [0, 1, 2]) ids.push((await store.addReader(day(days))).id);
    await store.reader(ids[0]!, day(10));
    expect(await store.dropReaders({ before: day(5), limit: 1 })).toBe(1);
    const left = async () =>
      (await Promise.all(ids.map((id) => store.reader(id, day(10))))).map((reader) => reader !== undefined);
    expect(await left()).toEqual([true, false, true]);
    expect(await store.dropReaders({ before: day(5), limit: 9 })).toBe(0);
  });

  test("who wishes to be forgotten is, with all marks, and nobody else", async () => {
    await using store = await open();
    const [one, other] = [await store.addReader(day(0)), await store.addReader(day(0))];
    await store.dropReader(one.id);
    expect(await store.reader(one.id, day(0))).toBeUndefined();
    expect(await store.reader(other.id, day(0))).toEqual(other);
    await store.dropReader(one.id);
    await store.dropReader(99);
  });

  test("a reader that is none has no look, no revision, and nothing is kept for it", async () => {
    await using store = await open();
    await store.saveLook(99, { theme: "dark" });
    expect(await store.reader(99, day(0))).toBeUndefined();
    expect(await store.readerRevision(99)).toBe(0);
  });
});
