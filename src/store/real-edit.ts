import { plainLines } from "../base/plain-lines.ts";
import type { EntryContent } from "../model/entry.ts";
import { saysNothing, withoutCounters } from "./counters-in-text.ts";

/** What of an entry is compared. */
export type Said = Pick<
  EntryContent,
  "title" | "summary" | "contentHtml" | "authors" | "imageUrl" | "enclosures"
>;

/**
 * `text`: title or text say something else: what was said before is worth keeping. `details`: only writers, picture or
 * enclosures are others. `none`: whatever differs is no edit.
 */
export type Difference = "none" | "details" | "text";

/**
 * Whether a publisher changed what an entry says. No edit are: counters ("1,240 views"), relative times ("4 hours ago"),
 * stamps ("Updated: 14:05"), white space, the style of quotes and dashes, where links and pictures lie (tracking
 * parameters, CDN hosts, cache busters), the order of blocks, advertising labels. Takes time in proportion to the text.
 */
export function differenceBetween(before: Said, after: Said): Difference {
  if (titleForm(before.title) !== titleForm(after.title) || textDiffers(before, after)) return "text";
  const same =
    JSON.stringify(before.authors) === JSON.stringify(after.authors) &&
    place(before.imageUrl) === place(after.imageUrl) &&
    before.enclosures.map(({ url }) => place(url)).join("\n") ===
      after.enclosures.map(({ url }) => place(url)).join("\n");
  return same ? "none" : "details";
}

/** A title as it is compared: counters and times count for nothing where they stand apart ("… (12 comments)"). */
export function titleForm(title: string): string {
  const written = oneSpace(title.slice(0, 2000));
  const parts = written.split(/\s[-–—|·•:]\s|[()[\]]/).map(plain);
  const said = parts.filter((part) => {
    const uncounted = withoutCounters(part);
    return !saysNothing(uncounted) && (uncounted === part || !saysNothing(part));
  });
  return said.join(" ") || plain(written);
}

/** More that differs than this many characters is no matter of counters or quotes, and need not be looked at closely. */
const closeLookLength = 50_000;

function textDiffers(before: Said, after: Said): boolean {
  const old = plainLines(before.contentHtml ?? "");
  const now = plainLines(after.contentHtml ?? "");
  const [gone, come] = [without(old, now), without(now, old)];
  if (length(gone) + length(come) > closeLookLength || forms(gone) !== forms(come)) return true;
  const [oldSummary, nowSummary] = [plain(before.summary ?? ""), plain(after.summary ?? "")];
  if (sameBeginning(lineForm(oldSummary), lineForm(nowSummary))) return false;
  if (length(old) + length(now) > closeLookLength) return true;
  // A summary made from a text that says the same was only cut elsewhere.
  return !(isTakenFrom(oldSummary, old) && isTakenFrom(nowSummary, now));
}

/** The lines that do not stand in `others`, each as often as it stands there less. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);

/** In whatever order. */
const forms = (lines: readonly string[]): string =>
  lines
    .map((line) => lineForm(plain(line)))
    .filter((line) => line !== "")
    .sort()
    .join("\n");

const isTakenFrom = (summary: string, lines: readonly string[]): boolean =>
  plain(lines.join(" ")).includes(withoutEnd(summary));

/** A plain line without what counts for nothing in it; empty where nothing else is said. */
const lineForm = (line: string): string =>
  saysNothing(line)
    ? ""
    : withoutCounters(line)
        .split(/(?<=[.!?;]) | ?[|·•()[\]{}] ?/)
        .filter((part) => !saysNothing(part))
        .map((part) => part.trim())
        .join(" ");

/** One style of quotes, dashes and white space. */
const plain = (text: string): string => (isPlain.test(text) ? oneSpace(text).trim() : oneStyle(text));

/** ASCII without quotes and dashes: nothing in it has another form. */
const isPlain = /^[ !#-&(-,./-_a-~]*$/;

const oneStyle = (text: string): string =>
  oneSpace(text)
    .replaceAll(/«\s*|\s*»|‹\s*|\s*›/g, "'")
    .replaceAll(/["'`´‘’‚‛“”„‟′″「」『』]+/g, "'")
    .normalize("NFKC")
    .replaceAll(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, "")
    .replaceAll(/\s*[-‐‑‒–—―−]+\s*/g, "-")
    .trim();

/** First of all: else a long stretch of white space would be looked through again from each of its places. */
const oneSpace = (text: string): string => text.replaceAll(/\s+/g, " ");

/** Cut texts ("…") are the same where one begins as the other does. */
function sameBeginning(one: string, other: string): boolean {
  if (one === other) return true;
  if (!one.endsWith("...") || !other.endsWith("...")) return false;
  const [a, b] = [withoutEnd(one), withoutEnd(other)];
  return a !== "" && b !== "" && (a.startsWith(b) || b.startsWith(a));
}

/** Without the ellipsis and the word before it, which may have been cut. */
const withoutEnd = (text: string): string =>
  text.endsWith("...") ? text.slice(0, Math.max(0, text.slice(0, -3).trimEnd().lastIndexOf(" "))) : text;

/** Where a file lies on its host: hosts rotate, queries hold signatures and cache busters, `/v123/` is a version. */
const place = (url: string | undefined): string =>
  url !== undefined && URL.canParse(url) ? new URL(url).pathname.replace(/\/v\d+(?=\/)/g, "") : (url ?? "");
