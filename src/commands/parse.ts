import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { systemClock } from "../base/clock.ts";
import { UserError } from "../base/user-error.ts";
import type { ParsedEntry } from "../model/entry.ts";
import type { ParsedFeed } from "../model/parsed-feed.ts";
import { createFeedParser, type FeedParser } from "../parse/parse-apart.ts";
import { cannotRead } from "./cannot-read.ts";
import type { Command } from "./command.ts";

export const parse: Command = {
  name: "parse",
  summary: "reads feed documents and prints what they say, a JSON line each",
  help: `
Usage: node src/main.ts parse [--url URL] [--content-type TYPE] FILE...

Reads feed documents (RSS, RDF, Atom, JSON Feed; - is stdin) and prints a JSON line for
each: {file, format, notes, feed, entries}. A document that is no feed gives {file, error},
and the rest go on.

Exit code: 0 where every document was a feed, 1 where one was not.

Options:
  --url URL            where the documents came from: the base of their relative links
  --content-type TYPE  the HTTP header that came with them, as "application/xml; charset=koi8-r"
  -h, --help           this text

Examples:
  node src/main.ts parse feed.xml
  curl -s https://outlet.example/rss | node src/main.ts parse --url https://outlet.example/rss -
`,
  options: { url: { type: "string" }, "content-type": { type: "string" } },
  operands: "some",
  run: async ({ values, operands }) => {
    if (operands.length === 0)
      throw new UserError(
        "parse: expected at least one file, or - for stdin. See: node src/main.ts parse --help",
        { exitCode: 2 },
      );
    const url = readUrl(values["url"]);
    const contentType = values["content-type"];
    const origin = {
      ...(url !== undefined && { url }),
      ...(typeof contentType === "string" && { contentType }),
    };
    // Loading the parser twice, here and in its thread, pays for nobody.
    const parser = createFeedParser({ apartFromBytes: operands.length > 1 ? 0 : apartFromBytes });
    let failed = false;
    for (const file of operands) {
      const line = await parseFile(file, origin, parser);
      if ("error" in line) {
        failed = true;
        process.stderr.write(`${line.error.startsWith("Cannot read ") ? "" : `${file}: `}${line.error}\n`);
      }
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
    await parser.close();
    return failed ? 1 : 0;
  },
};

function readUrl(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (!URL.canParse(value))
    throw new UserError(
      `--url: expected an absolute address such as https://outlet.example/rss, found "${value}".`,
      { exitCode: 2 },
    );
  return value;
}

/** A single document that is smaller is read before a thread has started. */
const apartFromBytes = 256 * 1024;

async function parseFile(
  file: string,
  origin: Readonly<{ url?: string; contentType?: string }>,
  parser: FeedParser,
) {
  let bytes: Uint8Array;
  try {
    bytes = file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    return { file, error: cannotRead(file, error) };
  }
  const outcome = await parser.parse({ bytes, ...origin, fetchedAt: systemClock.now() });
  return outcome.kind === "feed" ? { file, ...describeFeed(outcome.feed) } : { file, error: outcome.error };
}

/** As the contract has it: what is not a matter of the document stays inside. */
const describeFeed = ({ format, notes, head, entries }: ParsedFeed) => ({
  format,
  notes,
  feed: head,
  entries: entries.map(describeEntry),
});

const describeEntry = ({ identityKeys: _, ...content }: ParsedEntry) => content;
