import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { startFeedServer } from "../support/feed-server.ts";
import { installation } from "../support/installation.ts";
import { freshDatabase } from "../support/postgres.ts";
import { runProgram } from "../support/program.ts";
import { freshStore } from "../support/store.ts";

const document = (items: readonly string[]) =>
  `<rss version="2.0"><channel><title>Wire</title>${items
    .map((item) => `<item><guid>${item}</guid><title>${item} met in Geneva on Friday</title></item>`)
    .join("")}</channel></rss>`;

test("DATABASE_URL alone moves the program: it polls, groups, and asks again with what it was told", async () => {
  await using database = await freshDatabase({ empty: true });
  await using here = await installation();
  await using publisher = await startFeedServer([
    { path: "/a.xml", body: document(["Ministers", "Farmers"]) },
    { path: "/b.xml", body: document(["Sailors"]) },
  ]);
  const sources = publisher.urls.map((url) => ({ url }));
  await writeFile(here.config, JSON.stringify({ network: { allow: ["127.0.0.0/8"] }, sources }));
  const poll = async () => {
    const { code, stdout, stderr } = await runProgram(["poll", "--all", "--json"], {
      ...here.env,
      DATABASE_URL: database.url,
    });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^2 sources in [^\n]*\n$/)]);
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { url: string; outcome: string; new: number })
      .sort((a, b) => a.url.localeCompare(b.url))
      .map(({ outcome, new: news }) => [outcome, news]);
  };
  expect(await poll()).toEqual([
    ["ok", 2],
    ["ok", 1],
  ]);
  expect(await poll()).toEqual([
    ["not-modified", 0],
    ["not-modified", 0],
  ]);
  await using store = await freshStore(database.url);
  expect(await store.ungroupedEntries(10)).toEqual([]);
  const { items } = await store.stories({ order: "latest", limit: 10 });
  expect(items.reduce((sum, { story }) => sum + story.entryCount, 0)).toBe(3);
});

test("a database that cannot be entered is said in a sentence, and nobody is asked", async () => {
  await using database = await freshDatabase({ empty: true });
  await using here = await installation();
  const url = new URL(database.url);
  url.password = "hunter2";
  url.username = "nobody_here";
  const result = await runProgram(["poll", "--all"], { ...here.env, DATABASE_URL: url.href });
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(
    /^Cannot open the database postgres:\/\/nobody_here@[^\n]*\. Correct user and password in DATABASE_URL[^\n]*\n$/,
  );
  expect(result.stderr).not.toContain("hunter2");
});
