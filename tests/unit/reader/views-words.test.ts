import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const folder = resolve(import.meta.dirname, "../../../views");
const views = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ejs"),
);

/** Reader apps show it: it is in one language, whoever asks for the feed. */
const notForVisitors = new Set(["partials/feed-item.ejs"]);
/** Names that are the same in every language, addresses and their parameters, and where marks are filled in. */
const untranslated = /^(?:OPML|JSON|RSS|Atom|\/[\w./]+|\w+=\w*|(?:state|buttons)-;)$/;

/** Attributes that people read or hear. */
const spoken = /\s(?:alt|aria-label|label|placeholder|title)="([^"]*)"/g;

/** What a view says by itself: text between tags, and in attributes that are read out, without what it prints. */
function saidBy(view: string): string[] {
  const bare = readFileSync(resolve(folder, view), "utf8").replaceAll(/<%[\s\S]*?%>/g, "");
  const attributes = [...bare.matchAll(spoken)].map((match) => match[1] ?? "");
  const texts = bare.replaceAll(/<[^>]*>/g, "\n").split("\n");
  return [...texts, ...attributes]
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text) && !untranslated.test(text));
}

/** Strings in a view's code that look like words for people: two of them, or one with a capital. */
function saidInCode(view: string): string[] {
  const code = [...readFileSync(resolve(folder, view), "utf8").matchAll(/<%(?!#)([\s\S]*?)%>/g)];
  return code
    .flatMap(([, text = ""]) => [...text.matchAll(/"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`/g)])
    .map(([, double, single, template]) => double ?? single ?? template ?? "")
    .filter((text) => /\p{L}{2,} \p{L}{2,}|^\p{Lu}\p{Ll}+$/u.test(text));
}

describe("all that a visitor reads comes from the words of a language", () => {
  test.each(views.filter((view) => !notForVisitors.has(view)))("%s says nothing itself", (view) => {
    expect([...saidBy(view), ...saidInCode(view)]).toEqual([]);
  });
});
