import type { ParsedEntry, Placement, SafeHtml } from "../../src/model/entry.ts";
import type { Story } from "../../src/model/story.ts";
import type { Store } from "../../src/store/store.ts";
import { parsedEntry, savePoll } from "./store.ts";

/** The instant at which the newsroom is looked at. */
export const newsroomNow = new Date("2026-11-24T18:20:00Z");

/** Made-up outlets; all they write is made up here too. */
const outlets = {
  courier: { name: "Harbour Courier", category: "World" },
  observer: { name: "The Northern Observer", category: "World" },
  gazette: { name: "Old Town Gazette", category: "World" },
  ledger: { name: "Ledger & Trade", category: "Business" },
  signal: { name: "Signal Daily", category: "Technology" },
  meridian: { name: "Meridian", category: "World" },
  tribune: { name: "Valley Tribune", category: "World" },
  press: { name: "Capital Press", category: "World" },
  lantern: { name: "The Lantern", category: "Science" },
  asahi: { name: "港新聞", category: "World" },
  sahifa: { name: "صحيفة المرفأ", category: "World" },
  courrier: { name: "Le Courrier du Port", category: "World" },
} as const;
type OutletKey = keyof typeof outlets;

const outletUrl = (key: string): string => `https://${key}.example/feed.xml`;

type Written = Readonly<{
  by: OutletKey;
  title: string;
  /** Minutes before the newsroom is looked at. */
  ago: number;
  summary?: string;
  text?: readonly string[];
  agency?: string;
  picture?: number;
  language?: string;
  /** Reports of one story with the same number carry the same text. */
  copy?: number;
  more?: Partial<ParsedEntry>;
}>;

const bridge = [
  "The old swing bridge over the Marrow estuary will close to all traffic at midnight on Friday after inspectors found cracks in two of its main bearings, the port authority said on Tuesday.",
  "Engineers had been called in after drivers reported a knocking noise. “We would rather be blamed for closing it too early than too late,” said Ilse Brandt, who heads the authority’s works department.",
  "Some 31,000 vehicles cross the bridge on a working day. Ferries will run every ten minutes from Saturday, and the night trains between Marrow and Easthaven are to carry cars until the spring.",
  "Repairs are expected to cost 48 million crowns. Parliament will debate on Thursday whether the state pays for them.",
];

/** The stories of the day, by rank. */
const reports: readonly (readonly Written[])[] = [
  [
    {
      by: "courier",
      title: "Marrow swing bridge to close on Friday after inspectors find cracks in its bearings",
      ago: 190,
      agency: "Reuters",
      copy: 1,
      picture: 1,
      summary: bridge[0]!,
      text: bridge,
      more: { authors: [{ name: "Tilda Rask" }] },
    },
    {
      by: "observer",
      title: "Swing bridge over Marrow estuary to close after cracks found",
      ago: 182,
      agency: "Reuters",
      copy: 1,
      text: bridge,
    },
    {
      by: "gazette",
      title: "Marrow bridge to close Friday, port authority says",
      ago: 178,
      agency: "Reuters",
      copy: 1,
      text: bridge,
    },
    {
      by: "meridian",
      title: "Marrow swing bridge to close on Friday after inspectors find cracks in its bearings",
      ago: 171,
      agency: "Reuters",
      copy: 1,
    },
    { by: "tribune", title: "Cracks close swing bridge", ago: 166, agency: "Reuters", copy: 1 },
    {
      by: "press",
      title: "Estuary bridge to close to all traffic at midnight on Friday",
      ago: 150,
      agency: "Reuters",
      copy: 1,
    },
    {
      by: "ledger",
      title: "What 31,000 diverted drivers a day will cost the port’s hauliers",
      ago: 95,
      picture: 2,
      summary:
        "Detours by the northern ring add 40 minutes to a round trip. Hauliers reckon with 2.1 million crowns a week, and most contracts leave them to pay.",
      text: [
        "Detours by the northern ring add 40 minutes to a round trip.",
        "Hauliers reckon with 2.1 million crowns a week, and most contracts leave them to pay.",
        "“Nobody wrote a bridge into the small print,” says a dispatcher.",
      ],
    },
    {
      by: "signal",
      title: "The sensors that heard the Marrow bridge crack, weeks before anyone looked",
      ago: 70,
      summary:
        "Microphones glued to the bearings in a student project had flagged the knocking in October. Their reports went to an address that nobody reads.",
    },
    { by: "lantern", title: "Why bearings crack: the slow physics of salt, cold and load", ago: 44 },
    {
      by: "courrier",
      title: "Le pont tournant de Marrow fermé dès vendredi : les riverains entre colère et soulagement",
      ago: 38,
      language: "fr",
      summary: "Sur les quais, on s’organise déjà. Les bateliers promettent des traversées jusqu’à minuit.",
    },
    {
      by: "asahi",
      title: "マロウ河口の旋回橋、金曜深夜から全面通行止めへ　軸受けに亀裂",
      ago: 30,
      language: "ja",
      summary: "港湾局は24日、主軸受け2か所で亀裂が見つかったと発表した。",
    },
    {
      by: "sahifa",
      title: "إغلاق جسر مارو المتحرك أمام حركة المرور اعتبارًا من يوم الجمعة بعد العثور على تشققات",
      ago: 26,
      language: "ar",
      summary: "أعلنت هيئة الميناء أن المهندسين عثروا على تشققات في اثنين من المحامل الرئيسية.",
    },
  ],
  [
    {
      by: "press",
      title: "Coalition agrees on budget after an all-night sitting",
      ago: 320,
      agency: "AP",
      copy: 1,
      picture: 3,
      summary:
        "The three parties will raise the levy on empty flats and leave income tax alone. The vote is on Thursday.",
    },
    {
      by: "observer",
      title: "Coalition agrees on budget after all-night sitting",
      ago: 318,
      agency: "AP",
      copy: 1,
    },
    {
      by: "tribune",
      title: "Budget deal: who pays, who waits, who smiles",
      ago: 200,
      summary: "Six numbers from 412 pages.",
    },
    { by: "ledger", title: "Levy on empty flats to triple under budget deal", ago: 240 },
  ],
  [
    {
      by: "signal",
      title: "Open-source map of the sea floor passes a quarter of the globe",
      ago: 140,
      picture: 4,
      summary:
        "Fishing boats with cheap sounders did most of it: 61,000 of them now upload what they hear on the way to work.",
    },
    { by: "lantern", title: "A quarter of the ocean floor is now mapped, mostly by fishing boats", ago: 120 },
  ],
  [
    {
      by: "lantern",
      title: "A comet nobody had on their list will be visible to the naked eye in January",
      ago: 75,
      picture: 5,
      summary:
        "Found eleven days ago from a car park in the hills above Easthaven, it brightens faster than models allow.",
    },
    { by: "gazette", title: "Amateur’s comet to grace January sky", ago: 60, picture: 6 },
    { by: "asahi", title: "新彗星、1月に肉眼でも　発見は駐車場から", ago: 55, language: "ja" },
  ],
  [
    {
      by: "ledger",
      title: "Grain prices fall for a fifth week as ships return to the northern route",
      ago: 260,
      agency: "Reuters",
      copy: 1,
      picture: 7,
      summary:
        "Insurers cut their premiums by a third, and the queue before the locks is down to nine ships.",
    },
    { by: "press", title: "Grain prices fall for fifth week", ago: 255, agency: "Reuters", copy: 1 },
    {
      by: "meridian",
      title: "Grain prices down for a fifth week as ships return to northern route",
      ago: 251,
      agency: "Reuters",
      copy: 1,
    },
  ],
  [
    {
      by: "tribune",
      title: "Teachers’ union and ministry meet again; schools in four districts stay shut on Wednesday",
      ago: 33,
      summary: "Both sides call the talks useful, which they did last week too.",
    },
  ],
  [
    {
      by: "courier",
      title: "Night ferry captain rescues eleven from capsized pilot boat in heavy swell off Easthaven",
      ago: 410,
      picture: 8,
      summary: "The ferry turned back after a passenger saw a torch on the water.",
    },
    { by: "gazette", title: "Eleven saved after pilot boat capsizes", ago: 400 },
  ],
  [
    {
      by: "sahifa",
      title: "افتتاح المكتبة الوطنية الجديدة بعد عشر سنوات من البناء بحضور آلاف الزوار",
      ago: 290,
      language: "ar",
      picture: 9,
      summary: "تضم المكتبة أكثر من أربعة ملايين كتاب ومخطوطة.",
    },
  ],
  [
    {
      by: "signal",
      title:
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft wins the longest-name prize, again",
      ago: 500,
      summary: "A title without a single place to break it.",
    },
  ],
  [{ by: "meridian", title: "Untitled", ago: 505 }],
];

const filler = [
  ["Council", "approves", "the tram line to the hospital after eleven years of drawings"],
  ["Fishermen", "count", "the first sturgeon in the upper Marrow since 1961"],
  ["Court", "rules", "that landlords must name the owner behind the owner"],
  ["Museum", "returns", "forty carved boards to the islands they came from"],
  ["Chipmaker", "halves", "its forecast and blames a warehouse full of last year’s parts"],
  ["Researchers", "teach", "a weather model to say that it does not know"],
  ["Striking", "pilots", "and the airline agree on everything but the date"],
  ["Goalkeeper, 43,", "saves", "three penalties and retires on the spot"],
] as const;

/** Forty stories more, short and plain, so that the front page is as long as on a usual day. */
const smallStories: readonly (readonly Written[])[] = Array.from({ length: 44 }, (_, index) => {
  const [who, does, what] = filler[index % filler.length]!;
  const keys = Object.keys(outlets) as OutletKey[];
  const by = (offset: number) => keys[(index * 5 + offset) % 9]!;
  const suffix = index < filler.length ? "" : ` in district ${index}`;
  const own: Written = {
    by: by(0),
    title: `${who} ${does} ${what}${suffix}`,
    ago: 300 + index * 31,
    summary: `It took until the evening, and nobody in the room would say afterwards who had moved first. District ${index} decides next.`,
    ...(index % 3 !== 1 && { picture: 10 + index }),
  };
  const others: Written[] = [
    {
      by: by(1),
      title: `${what.slice(0, 1).toUpperCase()}${what.slice(1)}: what is known so far${suffix}`,
      ago: 290 + index * 31,
    },
    {
      by: by(2),
      title: `After ${who.toLowerCase()}’s move: the questions that remain${suffix}`,
      ago: 280 + index * 31,
    },
  ];
  return [own, ...others.slice(0, index % 4 === 0 ? 2 : index % 4 === 1 ? 1 : 0)];
});

/**
 * Fills a store as polling and grouping would: twelve outlets, 54 stories of 1 to 12 entries, one source that fails, one
 * that is gone, one not asked yet. `pictures` is where `/pictures/N.svg` is served.
 */
export async function fillNewsroom(
  store: Store,
  { pictures }: Readonly<{ pictures: string }>,
): Promise<void> {
  const broken = { url: "https://broken.example.net/rss", name: "Broken Window", category: "Technology" };
  const gone = { url: "https://gone.example.net/rss", name: "Gone With The Feed" };
  const young = { url: "https://young.example.net/rss", name: "Not Asked Yet", category: "Science" };
  const sources = Object.entries(outlets).map(([key, outlet]) => ({ url: outletUrl(key), ...outlet }));
  await store.syncSources([...sources, broken, gone, young], minutesAgo(1500));

  const stories = [...reports, ...smallStories];
  const written = stories.flatMap((entries, story) =>
    entries.map((entry, place) => ({ ...entry, story, place })),
  );
  for (const key of Object.keys(outlets))
    await savePoll(
      store,
      outletUrl(key),
      written.filter((entry) => entry.by === key).map((entry) => toParsed(entry, pictures)),
      { fetchedAt: minutesAgo(4), ...polledFine },
    );
  await savePoll(store, broken.url, [], { ...failing, fetchedAt: minutesAgo(9) });
  await savePoll(store, gone.url, [], { ...goneForGood, fetchedAt: minutesAgo(600) });
  await group(store, stories);
}

const minutesAgo = (minutes: number): Date => new Date(newsroomNow.getTime() - minutes * 60_000);

const polledFine = {
  polling: {
    validators: { etag: '"1"' },
    lastPolledAt: minutesAgo(4),
    lastOkAt: minutesAgo(4),
    lastChangedAt: minutesAgo(4),
    nextPollAt: minutesAgo(-26),
    nextPollReason: "every 30 min, as the config says",
    failures: 0,
    lastOutcome: "ok" as const,
    lastStatus: 200,
    notes: ["closed 2 unclosed elements", "took 14 bare ampersands for text"],
  },
};
const failing = {
  state: "failing" as const,
  polling: {
    validators: {},
    lastPolledAt: minutesAgo(9),
    lastOkAt: minutesAgo(3000),
    nextPollAt: minutesAgo(-170),
    nextPollReason: "after 5 failed polls in a row, with back-off",
    failures: 5,
    failingSince: minutesAgo(1440),
    lastOutcome: "error" as const,
    lastStatus: 503,
    lastError: "Cannot fetch https://broken.example.net/rss: the server answered 503 Service Unavailable.",
    notes: [],
  },
};
const goneForGood = {
  state: "gone" as const,
  polling: {
    ...failing.polling,
    lastPolledAt: minutesAgo(600),
    failures: 1,
    lastOutcome: "gone" as const,
    lastStatus: 410,
    lastError: "The server answered 410 Gone: the feed is not asked again.",
  },
};

function toParsed(entry: Written & { story: number; place: number }, pictures: string): ParsedEntry {
  const key = `${entry.story}-${entry.place}`;
  const text = entry.text ?? (entry.summary === undefined ? [] : [entry.summary]);
  return parsedEntry({
    key,
    title: entry.title,
    url: `https://${entry.by}.example/2026/11/${key}-${entry.title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .slice(0, 60)}`,
    publishedAt: minutesAgo(entry.ago),
    language: entry.language ?? "en",
    contentHtml: text.map((paragraph) => `<p>${paragraph}</p>`).join("") as SafeHtml,
    ...(entry.summary !== undefined && { summary: entry.summary }),
    ...(entry.agency !== undefined && { agency: entry.agency }),
    ...(entry.picture !== undefined && { imageUrl: `${pictures}/pictures/${entry.picture}.svg` }),
    ...entry.more,
  });
}

/** Puts each entry where `stories` has it, with reasons such as the grouper gives. */
async function group(store: Store, stories: readonly (readonly Written[])[]): Promise<void> {
  const entries = await store.ungroupedEntries(1000);
  const entryOf = (written: Written) =>
    entries.find((entry) => entry.title === written.title && entry.outlet === outlets[written.by].name)!;
  const placements: { entryId: number; placement: Placement }[] = [];
  const saved = stories.map((written, index): Story => {
    const storyId = index + 1;
    const own = written.map(entryOf);
    const firstOf = (copy: number | undefined, at: number) =>
      copy === undefined ? own[at]! : own[written.findIndex((each) => each.copy === copy)]!;
    own.forEach((entry, at) => {
      const copyGroup = firstOf(written[at]!.copy, at).id;
      const layer = at === 0 ? "first" : copyGroup === entry.id ? "story" : "copy";
      const reason =
        layer === "first"
          ? { text: "Nothing before it was on this event." }
          : layer === "copy"
            ? {
                text: "Carries the same text, but for its headline, as the report that came first.",
                nearestEntryId: copyGroup,
              }
            : {
                text: "Shares “bridge”, “bearings”, “marrow” and 4 more words with 3 reports, 2 h apart.",
                nearestEntryId: own[0]!.id,
                score: 0.31,
                threshold: 0.14,
              };
      placements.push({ entryId: entry.id, placement: { storyId, copyGroup, layer, reason } });
    });
    const times = own.map((entry) => entry.shownAt.getTime());
    return {
      id: storyId,
      leadEntryId: own[0]!.id,
      language: written[0]!.language ?? "en",
      entryCount: own.length,
      coverage: new Set(written.map((each, at) => firstOf(each.copy, at).id)).size,
      firstReportAt: new Date(Math.min(...times)),
      lastReportAt: new Date(Math.max(...times)),
      updatedAt: new Date(Math.max(...times)),
      newsAt: new Date(Math.max(...times)),
      rank: 1000 - index,
    };
  });
  await store.saveGrouping({ placements, merges: [], stories: saved });
}
