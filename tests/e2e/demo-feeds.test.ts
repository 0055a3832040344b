import { expect, test } from "vitest";
import { faultsOfFeed } from "../support/feed-rules.ts";
import { startProgram, until } from "../support/program.ts";

const formats = ["rss", "atom", "json"] as const;

test("every feed of the demo is valid, in every format and however it is folded", async () => {
  await using program = startProgram(["demo"], { PORT: "0" });
  const url = await until(
    "the demo says where it is",
    20_000,
    () => /http:\/\/127\.0\.0\.1:\d+/.exec(program.output.stdout)?.[0],
  );
  type Source = { name: string; entries: number };
  await until("most outlets were read", 30_000, async () => {
    const sources = (await (await fetch(`${url}/status.json`)).json()) as Source[];
    return sources.filter(({ entries }) => entries > 0).length > 10 ? true : undefined;
  });
  const names = ["World", "Business", "Technology", "Deutsch", "Français"];
  const categories = names.map((name) => `/categories/${encodeURIComponent(name)}`);
  const sources = Array.from({ length: 15 }, (_, index) => `/sources/${index + 1}`);
  const faults: string[] = [];
  for (const list of ["/feed", "/search", ...categories, ...sources])
    for (const format of formats)
      for (const query of ["", "fold=copy", "fold=none", "limit=3", "min=3", "after=0"]) {
        const path = `${list}.${format}?${list === "/search" ? "q=the&" : ""}${query}`;
        const response = await fetch(url + path);
        if (response.status !== 200) faults.push(`${path}: ${response.status}`);
        faults.push(...faultsOfFeed(format, await response.text()).map((fault) => `${path}: ${fault}`));
      }
  expect(faults).toEqual([]);
  // A reader that meets this service's feeds after another's must not take the stories of one for those of the other.
  const { items } = (await (await fetch(`${url}/feed.json`)).json()) as { items: { id: string }[] };
  const namers = new Set(items.map(({ id }) => id.split(":")[1]));
  expect([...namers]).toEqual([expect.stringMatching(/^[0-9a-z]+\.wirefold\.local,2026$/)]);

  // A browser is told on a page of the reader what is wrong with an address.
  for (const [path, status, sentence] of [
    ["/feed.rss?category=Sport", 404, "No source in the config has the category &#34;Sport&#34;."],
    ["/feed.atom?limit=0", 400, "limit is &#34;0&#34;; it must be a whole number from 1 to 500."],
  ] as const) {
    const response = await fetch(url + path, { headers: { accept: "text/html,*/*;q=0.8" } });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      status,
      "text/html; charset=utf-8",
    ]);
    expect(await response.text()).toContain(sentence);
  }
});
