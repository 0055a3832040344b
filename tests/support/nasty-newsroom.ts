import type { ParsedEntry, SafeHtml } from "../../src/model/entry.ts";
import type { Source } from "../../src/model/source.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { newsroomNow } from "./newsroom.ts";
import { parsedEntry, savePoll, source } from "./store.ts";
import { testClock } from "./test-clock.ts";
import { fillStore } from "./wire.ts";

/** Texts for which no page was designed. */
const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const address = `https://outlet.example/${"a-path-without-an-end/".repeat(8)}?q=${"x".repeat(120)}`;
const headline300 =
  "The committee on the committees of the estuary, having sat for eleven hours without a break, without a vote and, as three of those present say, without a quorum, has sent the question of whether a question may be sent back to it to the committee that had sent it, and will sit again on the first Monday";
const cjk =
  "港湾局は二十四日、主軸受け二か所で亀裂が見つかったと発表し、金曜深夜から全面通行止めとする".repeat(2);
const arabic =
  "إغلاق جسر مارو المتحرك أمام حركة المرور اعتبارًا من يوم الجمعة بعد العثور على تشققات في المحامل";
const hebrew = "הגשר המסתובב במארו ייסגר לתנועה ביום שישי לאחר שהתגלו סדקים בשני מסבים ראשיים";
const emoji = "👩🏽‍🚒🏳️‍🌈🇺🇳🫱🏼‍🫲🏿 🌉💥🚧 ".repeat(8).trim();

const names = [
  "Ob",
  "The Northern Observer and Estuary Intelligencer, incorporating The Marrow Bridge Evening Advertiser",
  word.repeat(4),
  "صحيفة المرفأ",
  "העיתון של הנמל",
  "港新聞",
  "🗞️ Paper",
  "www.a-domain-name-that-somebody-took-for-a-name.example",
  "Gazette",
  "Tribune",
  "Lantern",
  "Meridian",
] as const;

const html = (text: string) => text as SafeHtml;
const paragraph = "The bridge will close at midnight on Friday, the port authority said on Tuesday. ";

/** A text with all that breaks a column. */
const wideText = (pictures: string) =>
  html(`<p>${paragraph.repeat(3)}</p><p>${word.repeat(3)}</p><p><a href="${address}" rel="noopener noreferrer">${address}</a></p>
<pre>${"0123456789".repeat(40)}</pre><p><code>${"code".repeat(80)}</code></p>
<table><tbody><tr>${`<th>${word}</th><td>1,234,567</td>`.repeat(8)}</tr></tbody></table>
<figure><img src="${pictures}/pictures/3.svg" width="9000" height="6000" alt="A bridge" loading="lazy" decoding="async"><figcaption>${word}</figcaption></figure>
<blockquote><blockquote><blockquote><p>${headline300}</p></blockquote></blockquote></blockquote>
<ul><li>one<ul><li>two<ul><li>${word}</li></ul></li></ul></li></ul><dl><dt>${word}</dt><dd>${word}</dd></dl><h2>${word}</h2>`);

type Piece = Readonly<{ story: number; by: number; ago: number; copyOf?: number }> & Partial<ParsedEntry>;

/** Each is known by its place in the list. */
const pieces = (pictures: string): readonly Piece[] => [
  ...names.map((_, by): Piece => ({
    story: 12,
    by,
    ago: 120 - by,
    title: by % 3 === 1 ? headline300 : `Bridge to close, says outlet ${by} of twelve`,
    ...(by === 2 && { title: word.repeat(4) }),
    ...(by === 3 && { title: arabic, language: "ar" }),
    ...(by === 5 && { title: cjk, language: "ja" }),
    ...(by > 7 && { copyOf: 0, agency: "Reuters" }),
    ...(by === 0 && { contentHtml: wideText(pictures), imageUrl: `${pictures}/pictures/1.svg` }),
  })),
  {
    story: 11,
    by: 1,
    ago: 70,
    title: headline300,
    summary: headline300,
    imageUrl: `${pictures}/pictures/2.svg`,
  },
  { story: 10, by: 2, ago: 65, title: word.repeat(4), summary: word.repeat(4) },
  {
    story: 9,
    by: 8,
    ago: 60,
    title: address,
    contentHtml: wideText(pictures),
    imageUrl: `${pictures}/pictures/none`,
  },
  {
    story: 8,
    by: 3,
    ago: 55,
    title: arabic,
    summary: arabic,
    language: "ar",
    imageUrl: `${pictures}/pictures/4.svg`,
  },
  { story: 8, by: 4, ago: 50, title: hebrew, summary: hebrew, language: "he" },
  {
    story: 7,
    by: 4,
    ago: 45,
    title: hebrew,
    summary: hebrew,
    language: "he",
    contentHtml: html(`<p>${hebrew}</p>`),
  },
  {
    story: 6,
    by: 5,
    ago: 40,
    title: cjk,
    summary: cjk,
    language: "ja",
    imageUrl: `${pictures}/pictures/5.svg`,
  },
  { story: 5, by: 6, ago: 35, title: emoji, summary: emoji },
  { story: 4, by: 9, ago: 30, title: "Untitled", contentHtml: html("") },
  {
    story: 3,
    by: 10,
    ago: 25,
    title: `Episode 7: ${headline300}`,
    summary: "A conversation.",
    authors: [{ name: word }, { name: "Ilse Brandt" }, { name: headline300 }],
    categories: Array.from({ length: 30 }, (_, at) => `category ${at}`),
    commentsUrl: "https://outlet.example/comments",
    enclosures: [
      { url: "https://outlet.example/a.mp3", mediaType: "audio/mpeg", length: 48_000_000, title: word },
      { url: "https://outlet.example/a.mp4", mediaType: "video/mp4", durationS: 3723 },
      { url: address, mediaType: "application/pdf", title: headline300 },
    ],
    contentHtml: html(
      `<p>Shown.</p><audio controls preload="none" src="https://outlet.example/b.mp3"></audio>`,
    ),
  },
  { story: 1, by: 8, ago: 3000, title: `Cracks found in spring: ${headline300}` },
];

const minutesAgo = (minutes: number) => new Date(newsroomNow.getTime() - minutes * 60_000);
const feedUrl = (by: number) => `https://outlet-${by}.example/feed.xml`;

/**
 * Twelve outlets and three that do not do well; stories 1 to 12 with texts that break pages. 12 has the twelve outlets,
 * follows on 1 and was corrected by hand; 2 was edited; 3 is a podcast; 5 leads to 4; 6, 7 and 8 are not in Latin script.
 */
export async function fillNastyNewsroom(store: Store, pictures: string): Promise<void> {
  const written = pieces(pictures).map(({ story, by, ago, copyOf, ...given }, at) => ({
    story,
    by,
    entry: parsedEntry({ key: `n${at}`, publishedAt: minutesAgo(ago), language: "en", ...given }),
    ...(copyOf !== undefined && { copyOf: `https://outlet.example/n${copyOf}` }),
  }));
  written.push({ story: 2, by: 11, entry: edited("The bridge was checked in spring", paragraph) });
  const category = (by: number) =>
    by === 2 ? word : by === 3 ? "العالم" : by % 2 === 0 ? "World" : "Business & Trade";
  const outlets = names.map((name, by) => ({
    source: source(feedUrl(by), { name, category: category(by) }),
    entries: written.filter((each) => each.by === by),
  }));
  await fillStore(store, outlets, minutesAgo(4));
  await unwell(
    store,
    outlets.map((each) => each.source),
  );
  await edit(store);
  await followOn(store);
  await correct(store);
}

/** Sources that do not do well, without names of their own. */
async function unwell(store: Store, well: readonly Source[]): Promise<void> {
  const [failing, gone, young] = ["failing", "gone", "young"].map((name) =>
    source(`https://${name}.example/${"long-".repeat(30)}feed`),
  );
  await store.syncSources([...well, failing!, gone!, young!], minutesAgo(1500));
  const polling = {
    validators: {},
    lastPolledAt: minutesAgo(9),
    lastOkAt: minutesAgo(3000),
    nextPollAt: minutesAgo(-170),
    nextPollReason: "after 5 failed polls in a row, with back-off",
    failures: 5,
    failingSince: minutesAgo(1440),
    lastOutcome: "error" as const,
    lastStatus: 503,
    lastError: `Cannot fetch ${failing!.url}: the server answered 503 Service Unavailable.`,
    notes: ["closed 2 unclosed elements"],
  };
  await savePoll(store, failing!.url, [], { state: "failing", polling, fetchedAt: minutesAgo(9) });
  await savePoll(store, gone!.url, [], {
    state: "gone",
    polling: { ...polling, lastOutcome: "gone", lastStatus: 410, lastError: "The server answered 410 Gone." },
    fetchedAt: minutesAgo(600),
  });
}

const edited = (title: string, text: string) =>
  parsedEntry({
    key: "edited",
    title,
    contentHtml: html(`<p>${text}</p>`),
    publishedAt: minutesAgo(20),
    language: "en",
  });

/** One report was edited twice: its headline, then its text. */
async function edit(store: Store): Promise<void> {
  const poll = (title: string, text: string, ago: number) =>
    savePoll(store, feedUrl(11), [edited(title, text)], { fetchedAt: minutesAgo(ago) });
  await poll("The bridge was checked in autumn", paragraph, 3);
  await poll("The bridge was checked in autumn", paragraph.replace("Friday", word), 2);
}

async function followOn(store: Store): Promise<void> {
  const profile = { language: "en", title: "", texts: 1, stems: [], codes: [] };
  const reason = {
    text: "Both are about “bridge”",
    score: 0.3,
    threshold: 0.2,
    sharedTerms: [],
    hoursApart: 48,
  };
  const topics = [{ storyId: 12, profile, earlier: { storyId: 1, reason } }];
  await store.saveGrouping({ placements: [], merges: [], stories: [], topics });
}

/** Set apart and put back; set apart; put together. */
async function correct(store: Store): Promise<void> {
  const corrections = createCorrections({ store, clock: testClock(newsroomNow) });
  const found = (await store.entriesOfStories([12])).get(12)!;
  const apart = (at: number) =>
    corrections.setApart({ storyId: 12, entryId: found[at]!.id, withCopies: false });
  const first = await apart(1);
  if (first.kind === "done") await corrections.undo({ correctionId: first.correctionId, storyId: 12 });
  await apart(2);
  await corrections.putTogether({ storyId: 4, otherId: 5 });
  const [largest] = await store.storiesByIds([12]);
  await store.saveGrouping({ placements: [], merges: [], stories: [{ ...largest!, rank: 10 ** 6 }] });
}
