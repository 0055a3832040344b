import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { until } from "../support/program.ts";
import { farmFeeds, goesOn, type NewsService, startNewsService } from "../support/news-service.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const preload = resolve(import.meta.dirname, "../support/jumping-clock.ts");
const hourMs = 3_600_000;

/** A service whose clock a test sets. */
async function serviceWithClock() {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder());
  const hours = join(folder.path, "hours");
  const path = join(folder.path, "wirefold.db");
  const env = { NODE_OPTIONS: `--import=${preload}`, WIREFOLD_TEST_CLOCK: hours };
  const service = stack.use(await startNewsService(`sqlite:${path}`, { env }));
  return {
    service,
    rows: (sql: string) => {
      using database = new DatabaseSync(path, { timeout: 10_000 });
      return database.prepare(sql).all();
    },
    /** The clock shows so many hours more than it should, from now on. */
    set: async (wrongBy: number) => {
      await writeFile(hours, String(wrongBy));
      service.program.kill("SIGUSR2");
      await until(`it polls ${wrongBy} hours off`, 20_000, async () => {
        const times = (await service.sources()).map(({ lastPolledAt }) => Date.parse(lastPolledAt ?? ""));
        return (
          times.every((time) => Math.abs(time - Date.now() - wrongBy * hourMs) < hourMs / 2) || undefined
        );
      });
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** What is published now comes into stories. */
async function untilTold({ farm, get, whole }: NewsService): Promise<void> {
  farm.publish();
  await whole();
  expect((await get("/readyz")).text).toBe("ready\npoll: polls\ngroup: groups\nserve: serves\n");
}

test("a running service whose clock leaps hours ahead and back polls, groups and answers on, and asks nobody more often", async () => {
  await using here = await serviceWithClock();
  const { service } = here;
  await service.whole();
  for (const wrongBy of [12, 0, -7, 0]) {
    const before = service.farm.visits.length;
    const since = performance.now();
    await here.set(wrongBy);
    await untilTold(service);
    const seconds = (performance.now() - since) / 1000;
    expect(seconds).toBeLessThan(20);
    // Every second, and once more for the leap.
    expect(service.farm.visits.length - before).toBeLessThanOrEqual(farmFeeds * (seconds + 3));
  }
  await goesOn(service, here.rows);
  expect(await service.end()).toEqual([0]);
}, 180_000);
