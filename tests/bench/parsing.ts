import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import NodeFeedparser from "feedparser";
import { parseFeed as parseByFeedsmith } from "feedsmith";
import RssParser from "rss-parser";
import { decodeText } from "../../src/parse/decode-text.ts";
import { readTree } from "../../src/parse/feed-tree.ts";
import { safeArticle } from "../../src/parse/html.ts";
import { loadDetector } from "../../src/parse/language.ts";
import { markupOf, tellMarkup } from "../../src/parse/markup.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { readXmlFeed } from "../../src/parse/xml-feed.ts";
import { type Row, medianCpuMs } from "./row.ts";

/** Captured feeds where they stand beside the project, else our own fixtures. */
const captured = resolve(import.meta.dirname, "../../../shared/data/feeds/real");
const folder = existsSync(captured) ? captured : resolve(import.meta.dirname, "../fixtures/feeds");
const fetchedAt = new Date("2026-11-24T12:00:00Z");

/** Bytes to entries, beside what other libraries take over the same documents (as far as they can read them), in one run. */
export async function benchParsing(): Promise<Row[]> {
  await loadDetector();
  const documents = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
  const megabytes = documents.reduce((sum, document) => sum + document.length, 0) / 1e6;
  const overAll = (parse: (document: Buffer) => unknown) =>
    medianCpuMs(3, async () => {
      for (const document of documents)
        try {
          await parse(document);
        } catch {
          // what it cannot read costs what it costs
        }
    });
  const ours = await overAll((bytes) => parseFeed({ bytes, fetchedAt }));
  const bare = await overAll((document) => new RssParser().parseString(document.toString("utf8")));
  const feedsmith = await overAll((document) => parseByFeedsmith(document.toString("utf8")));
  const feedparser = await overAll(parseByFeedparser);
  return [
    { name: `parsing ${documents.length} feeds`, value: megabytes / (ours / 1000), unit: "MB/s" },
    { name: "parsing, time beside bare rss-parser", value: ours / bare, unit: "×" },
    {
      name: "parsing, time beside node-feedparser (which does not sanitise)",
      value: ours / feedparser,
      unit: "×",
    },
    {
      name: "parsing, time beside feedsmith (which neither sanitises nor dates)",
      value: ours / feedsmith,
      unit: "×",
    },
    ...(await stages(documents, ours)),
  ];
}

function parseByFeedparser(document: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let items = 0;
    const parser = new NodeFeedparser({ normalize: true, addmeta: false });
    // It goes on after an error, and may find another.
    parser.on("error", reject).on("end", () => resolve(items));
    parser.on("readable", () => {
      while (parser.read()) items++;
    });
    parser.end(document);
  });
}

/** Where the time goes: each stage alone, on what the one before it made. */
async function stages(documents: readonly Buffer[], all: number): Promise<Row[]> {
  const texts = documents.map((bytes) => decodeText(bytes).text);
  const articles = (await Promise.all(texts.map(articlesIn))).flat();
  const decoding = await medianCpuMs(3, () => documents.map((bytes) => decodeText(bytes)));
  const tree = await medianCpuMs(3, () => texts.map((text) => readTree(text)));
  const xml = await medianCpuMs(3, async () => {
    for (const text of texts) await readXmlFeed(text);
  });
  const safe = await medianCpuMs(3, () =>
    articles.map((html) => safeArticle(html, { base: undefined, title: "" })),
  );
  const row = (name: string, ms: number): Row => ({ name: `  of that, ${name}`, value: ms, unit: "ms" });
  return [
    row("all stages", all),
    row("bytes to text", decoding),
    row("text to the canonical tree", tree),
    row("rss-parser on the tree", xml - tree),
    row("fields to entries, without sanitising", all - decoding - xml - safe),
    row(`sanitising ${articles.length} texts alone`, safe),
  ];
}

/** What the sanitiser is given: of both texts of each item those that hold mark-up. */
async function articlesIn(text: string): Promise<string[]> {
  const outcome = await readXmlFeed(text);
  if (outcome.kind === "no-feed") return [];
  const atom = outcome.feed.format.startsWith("atom");
  return outcome.feed.entries.flatMap((fields) =>
    ["content:encoded", "content", "description", "summary"]
      .flatMap((name) => fields(name))
      .slice(0, 2)
      .map((field) => tellMarkup(markupOf(field, atom)))
      .flatMap((written) => (written.kind === "html" ? [written.html] : [])),
  );
}
