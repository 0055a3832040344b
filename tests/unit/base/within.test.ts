import { expect, test, vi } from "vitest";
import { within } from "../../../src/base/within.ts";

test("an answer in time is the answer, also where it is a fault", async () => {
  expect(await within(1000, Promise.resolve(7))).toBe(7);
  await expect(within(1000, Promise.reject(new Error("refused")))).rejects.toThrow("refused");
});

test("what does not answer in time is told so", async () => {
  await expect(within(20, new Promise(() => undefined))).rejects.toThrow("no answer within 0.02 s");
});

test("a fault that comes too late ends nothing", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const { promise, reject } = Promise.withResolvers<never>();
  await expect(within(10, promise)).rejects.toThrow("no answer");
  reject(new Error("too late"));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
