import { expect, test } from "vitest";
import { createBreather } from "../../../src/base/breathe.ts";

test("work in small steps lets others have their turn once every 50 ms", async () => {
  let elapsed = 0;
  const breathe = createBreather({ elapsedMs: () => elapsed });
  let turns = 0;
  let working = true;
  const waiting = (): unknown => working && setImmediate(() => (turns++, waiting()));
  waiting();
  for (let step = 0; step < 100; step++) {
    elapsed += 10;
    await breathe();
  }
  working = false;
  expect(turns).toBeGreaterThanOrEqual(18);
  expect(turns).toBeLessThanOrEqual(22);
});
