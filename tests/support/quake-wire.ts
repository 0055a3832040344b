import type { SafeHtml } from "../../src/model/entry.ts";
import { at, freshStore, parsedEntry } from "./store.ts";
import { type Outlet, fillStore, startPublisher } from "./wire.ts";

const wireCopy = "https://agency.example/quake?id=7&utm_source=rss&a=b";

/** Story 1: wire copy in the Herald, the same text in the Courier, an own report in the Bote. Story 2: the Herald's alone. */
const outlets: readonly Outlet[] = [
  {
    source: { url: "https://www.herald.example/rss", name: "Herald", category: "World" },
    entries: [
      {
        story: 1,
        entry: parsedEntry({
          key: "h1",
          url: wireCopy,
          title: "Quake shakes the coast & the <b> hills",
          summary: "A quake shook the coast. R&D < nothing.",
          contentHtml: "<p>A quake shook the <b>coast</b>.</p>" as SafeHtml,
          agency: "Reuters",
          authors: [{ name: "Ada Writer & Sons", email: "ada@herald.example" }],
          categories: ["Quakes", "quakes", "Search & rescue", "World"],
          enclosures: [
            {
              url: "https://agency.example/quake.mp3?a=1&b=2",
              mediaType: "audio/mpeg",
              length: 5,
              title: "The shaking & after",
              durationS: 95,
            },
            { url: "https://agency.example/quake.pdf", mediaType: "application/pdf" },
          ],
          imageUrl: "https://agency.example/quake.jpg?w=1&h=2",
          commentsUrl: "https://agency.example/quake?a=1&b=2#comments",
          commentCount: 12,
          commentsFeedUrl: "https://agency.example/quake/comments?a=1&b=2",
          transcripts: [
            { url: "https://agency.example/quake.vtt?a=1&b=2", mediaType: "text/vtt", language: "en" },
            { url: "https://agency.example/quake.txt" },
          ],
          chaptersUrl: "https://agency.example/quake.json?a=1&b=2",
          rights: "© Agency & <partners>",
          imageCredit: "REUTERS/Ada & Bo",
          language: "en-GB",
          publishedAt: at("09:00"),
        }),
      },
      {
        story: 2,
        entry: parsedEntry({
          key: "h2",
          url: "https://www.herald.example/ministers",
          title: "Ministers meet",
          publishedAt: at("08:00"),
        }),
      },
    ],
  },
  {
    source: { url: "https://www.courier.example/rss", name: "Courier", category: "World" },
    entries: [
      {
        story: 1,
        copyOf: wireCopy,
        entry: parsedEntry({
          key: "c1",
          url: "https://www.courier.example/quake",
          title: "Quake shakes coast",
          agency: "Reuters",
          publishedAt: at("09:30"),
        }),
      },
    ],
  },
  {
    source: { url: "https://www.bote.example/rss", name: "Bote", category: "Deutsch & mehr" },
    entries: [
      {
        story: 1,
        entry: parsedEntry({
          key: "b1",
          url: "https://www.bote.example/beben",
          title: "Beben an der Küste",
          language: "de",
          publishedAt: at("10:15"),
        }),
      },
    ],
  },
];

type Given = Parameters<typeof startPublisher>[1] & { databaseUrl?: string };

/** The feeds of two stories over HTTP, from a store of their own. */
export async function publishQuake({ databaseUrl, ...given }: Given = {}) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore(databaseUrl));
  await fillStore(store, outlets, at("11:00"));
  const publisher = stack.use(await startPublisher(store, given));
  return { ...publisher, store, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
