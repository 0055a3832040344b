import { expect, test } from "vitest";
import { goesOn, lookAround, type NewsService, startNewsService } from "../support/news-service.ts";
import { startServer } from "../support/postgres-server.ts";
import { query } from "../support/postgres.ts";
import { until } from "../support/program.ts";
import { visitorOf } from "../support/visitor.ts";

/** Stars one story after another until it is told to end; answers those that it was told are starred. */
function marking(here: NewsService, storyIds: readonly number[]) {
  const visitor = visitorOf(here.url);
  const starred = new Set<number>();
  const ending = new AbortController();
  /** Answers how it was refused; whether that one was written is not known. */
  const markOn = async (): Promise<number | undefined> => {
    for (let at = 0; !ending.signal.aborted; at++) {
      const id = storyIds[at % storyIds.length]!;
      const act = starred.has(id) ? "unstar" : "star";
      starred.delete(id);
      const fields = { story: String(id), act };
      const { status } = await visitor.post("/marks", fields, { accept: "application/json" });
      if (status !== 200) return status;
      if (act === "star") starred.add(id);
    }
    return undefined;
  };
  const running = markOn();
  return async () => {
    ending.abort();
    return { refused: await running, starred: [...starred] };
  };
}

test("PostgreSQL that is stopped, or crashes, and is started again under three processes: pages go on, nothing is lost or doubled", async () => {
  const server = await startServer([]); // as an operator runs it: what is acknowledged is on the disk
  await using stack = new AsyncDisposableStack();
  stack.defer(() => server.stop());
  const rows = <Row extends object>(sql: string) => query<Row>(server.url, sql);
  await using here = await startNewsService(server.url, { processes: ["poll", "group", "serve"] });
  await here.whole();
  await until("all is in stories", 60_000, async () => {
    const left = await rows("select 1 from entries where story_id is null");
    return left.length === 0 || undefined;
  });
  await lookAround(here);
  for (const how of ["fast", "immediate"] as const) {
    const stories = await rows<{ id: string }>("select id from stories order by id limit 5");
    const endMarking = marking(
      here,
      stories.map(({ id }) => Number(id)),
    );
    here.farm.publish();
    await new Promise((resolve) => setTimeout(resolve, 1200)); // polls and marks are under way
    await server.halt(how);
    expect(await here.ready(503)).toContain("not ready: the database does not take writes");
    await lookAround(here);
    const page = await here.get("/status");
    expect([page.status, page.text]).toEqual([503, expect.stringContaining("it does not answer")]);
    const { refused, starred } = await endMarking();
    expect(refused).toBe(503);
    here.farm.publish();
    await server.resume();
    await goesOn(here, rows);
    const kept = await rows<{ id: string }>(
      "select story_id as id from marks where starred_at is not null order by story_id",
    );
    const ids = new Set(kept.map(({ id }) => Number(id)));
    expect(starred.filter((id) => !ids.has(id))).toEqual([]);
  }
  expect(await here.end()).toEqual([0, 0, 0]);
  for (const program of here.programs)
    expect(program.logged().filter(({ event }) => event === "goes on").length).toBeLessThanOrEqual(4);
}, 300_000);
