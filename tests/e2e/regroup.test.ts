import { writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { Granularity } from "../../src/model/settings.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { installation } from "../support/installation.ts";
import { type Piece, instantOf, pressOf, titlesByStory } from "../support/press.ts";
import { runProgram, startServiceProgram, until } from "../support/program.ts";
import { freshStore } from "../support/store.ts";
import { testClock } from "../support/test-clock.ts";

const ferry: readonly Piece[] = [
  { by: "herald", title: "Ferry aground off Lorne: boats sent", hour: 1 },
  { by: "bote", title: "Ferry aground off Lorne: all 214 rescued", hour: 2 },
];
const orchestra: Piece = { by: "signal", title: "Orchestra accepts lower pay after long quarrel", hour: 3 };

/** A database with three entries, each a story of its own, and a config that says `granularity`. */
async function newsroom(granularity: Granularity = "event") {
  const stack = new AsyncDisposableStack();
  const here = stack.use(await installation());
  await writeFile(here.config, JSON.stringify({ sources: [], stories: { granularity } }));
  const store = stack.use(await freshStore(here.env.DATABASE_URL));
  const press = await pressOf(store);
  const settings = () => ({ windowMs: 120 * 3_600_000, granularity: "copy" }) as const;
  const clock = testClock(instantOf(12));
  const grouper = createGrouper({ store, settings, clock, log: silentLog });
  await press.publish(...ferry, orchestra);
  await grouper.groupNew();
  return { ...here, store, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
const apart = { 1: [ferry[0]!.title], 2: [ferry[1]!.title], 3: [orchestra.title] };
const joined = { 1: ferry.map(({ title }) => title), 3: [orchestra.title] };

test("regroup says in words what would change and writes nothing; with --apply it does it, once", async () => {
  await using here = await newsroom();
  const dry = await runProgram(["regroup"], here.env);
  expect(dry).toEqual({
    code: 0,
    signal: null,
    stderr: "",
    stdout: `The stories were grouped with granularity copy and a window of 5d.
Decided again on 3 entries in 3 stories, with granularity event and a window of 5d.
1 entry would get another story; 2 stories in all then.
1 story would end, and lead on to where most of its entries go.

The largest changes:

  1 entry moved
    before  story 1 (1 entry)  Ferry aground off Lorne: boats sent
            story 2 (1 entry)  Ferry aground off Lorne: all 214 rescued
    after   story 1 (2 entries)  Ferry aground off Lorne: boats sent
Nothing was written; regroup --apply does it.
`,
  });
  expect(await titlesByStory(here.store)).toEqual(apart);
  const applied = await runProgram(["regroup", "--apply"], here.env);
  expect(applied).toMatchObject({ code: 0, stderr: "" });
  expect(applied.stdout).toContain("\nDone: 1 entry moved.\n");
  expect(await titlesByStory(here.store)).toEqual(joined);
  const again = await runProgram(["regroup", "--apply"], here.env);
  expect(again.stdout).toBe(
    "Decided again on 3 entries in 2 stories, with granularity event and a window of 5d.\n" +
      "All are where they belong: nothing has to change.\n",
  );
});

test("npm start -- regroup is the same, and --json is for machines", async () => {
  await using here = await newsroom();
  const { code, stdout } = await runProgram(["run", "regroup", "--json"], here.env);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    end: "planned",
    granularity: "event",
    window: "5d",
    before: "granularity copy and a window of 5d",
    corrections: 0,
    changes: 1,
    entries: 3,
    stories: 3,
    storiesAfter: 2,
    moved: 1,
    ended: 1,
    split: 0,
    opened: 0,
    refolded: 0,
    largest: [
      {
        moved: 1,
        before: [
          { id: 1, title: ferry[0]!.title, entries: 1 },
          { id: 2, title: ferry[1]!.title, entries: 1 },
        ],
        after: [{ id: 1, title: ferry[0]!.title, entries: 2 }],
      },
    ],
  });
});

test("a service that runs on the same database says that it is wanted, and goes on from what it did", async () => {
  await using here = await newsroom();
  await using service = await startServiceProgram(here.path, here.config, ["run", "--roles", "group,serve"]);
  const told = service.logged().find(({ event }) => event === "stories are grouped under other settings");
  expect(told).toMatchObject({
    settings: "granularity copy and a window of 5d",
    advice: expect.stringContaining("node src/main.ts regroup"),
  });
  expect((await runProgram(["regroup", "--apply"], here.env)).code).toBe(0);
  const led = await fetch(`${service.url}/stories/2`, { redirect: "manual" });
  expect(led.headers.get("location")).toBe("/stories/1");
  const later = { by: "gazette", title: "Ferry aground off Lorne: boats sent, 214 rescued", hour: 4 };
  await (await pressOf(here.store)).publish(later); // the service follows the sources of its config, which are none
  await until(
    "the service has grouped it",
    30_000,
    async () => (await here.store.ungroupedEntries(1)).length === 0,
  );
  expect(await titlesByStory(here.store)).toEqual({ ...joined, 1: [...joined[1], later.title] });
});

test("what it cannot do is said in a sentence each", async () => {
  await using here = await installation();
  const nothing = await runProgram(["regroup", "--apply"], here.env);
  expect(nothing).toMatchObject({
    code: 0,
    stdout: "There is nothing to regroup: no entry is in a story yet.\n",
    stderr: "",
  });
  const unknown = await runProgram(["regroup", "--aply"], here.env);
  expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
  expect(unknown.stderr).toMatch(/^Unknown option '--aply'. See: node src\/main.ts regroup --help\n$/);
  expect((await runProgram(["regroup", "all"], here.env)).code).toBe(2);

  await writeFile(here.config, `{"sources": [], "stories": {"granularity": "saga"}}`);
  const config = await runProgram(["regroup"], here.env);
  expect([config.code, config.stdout]).toEqual([1, ""]);
  expect(config.stderr).toContain("stories.granularity");

  await writeFile(here.config, `{"sources": []}`);
  const newer = new DatabaseSync(here.env.DATABASE_URL.slice("sqlite:".length));
  newer.exec("pragma user_version = 999");
  newer.close();
  const schema = await runProgram(["regroup"], here.env);
  expect([schema.code, schema.stdout]).toEqual([1, ""]);
  expect(schema.stderr).toMatch(/^Cannot open .*: it was written by a newer Wirefold \(schema 999/);
});
