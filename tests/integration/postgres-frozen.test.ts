import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { farmFeeds, goesOn, startNewsService } from "../support/news-service.ts";
import { freshDatabase, query } from "../support/postgres.ts";

/** Longer than a statement is waited for, than a lease, and than the server waits for a silent transaction. */
const frozenMs = 37_000;

test("a process that was frozen takes what had come in for lost, tries it again, and nothing is lost or doubled", async () => {
  await using database = await freshDatabase();
  const rows = <Row extends object>(sql: string) => query<Row>(database.url, sql);
  await using here = await startNewsService(database.url);
  await here.whole();
  here.farm.publish();
  // In the middle of a poll: the farm has been asked, and what it answered is being stored.
  const asked = here.farm.visits.length;
  while (here.farm.visits.length < asked + farmFeeds / 2) await sleep(1);
  here.program.kill("SIGSTOP");
  here.farm.publish();
  await sleep(frozenMs);
  const woken = performance.now();
  here.program.kill("SIGCONT");
  await goesOn(here, rows);
  // What it fetched before is stored, or fetched again when its lease is over; not minutes later.
  expect(performance.now() - woken).toBeLessThan(60_000);
  expect(await rows("select count(*)::int as entries from entries")).toEqual([
    { entries: here.farm.published() },
  ]);
  expect((await here.get("/readyz")).text).toMatch(/^poll: polls\ngroup: groups\nserve: serves$/m);
  expect(await here.end()).toEqual([0]);
}, 180_000);
