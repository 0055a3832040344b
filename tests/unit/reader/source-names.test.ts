import { expect, test } from "vitest";
import { findSources, nameOf, toldApart } from "../../../src/reader/source-names.ts";

const bbc = { id: 1, url: "https://feeds.bbci.co.uk/news/rss.xml", name: "BBC" };
const times = { id: 2, url: "https://www.a.example/rss", title: "The Times" };
const otherTimes = { id: 3, url: "https://b.example/rss", name: "The times" };
const nameless = { id: 4, url: "https://www.c.example/Ünï/feed" };
const all = [bbc, times, otherTimes, nameless];
const ids = (text: string) => findSources(all, text).map(({ id }) => id);

test("a source is called as the config says, as it says itself, or by its host", () =>
  expect(all.map(nameOf)).toEqual(["BBC", "The Times", "The times", "c.example"]));

test("sources are found by all words of their names and addresses, in any case and order", () => {
  expect(ids("TIMES")).toEqual([2, 3]);
  expect(ids("times b.example")).toEqual([3]);
  expect(ids("bbci.co.uk/news")).toEqual([1]);
  expect(ids("ünï")).toEqual([4]);
  expect(ids("nowhere")).toEqual([]);
});

test("sources of one name are told apart by their hosts, those of one host by their addresses", () => {
  expect([...toldApart(all)]).toEqual([
    [2, "a.example"],
    [3, "b.example"],
  ]);
  const sports = { id: 5, url: "https://feeds.bbci.co.uk/sport/rss.xml", name: "BBC" };
  expect([...toldApart([bbc, sports])]).toEqual([
    [1, bbc.url],
    [5, sports.url],
  ]);
});
