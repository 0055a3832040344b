import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { outgoingIn } from "../support/outgoing.ts";

const src = resolve(import.meta.dirname, "../../src");

/** Who may import whom, besides itself. ARCHITECTURE.md shows the same table. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: [],
  config: ["base", "model"],
  parse: ["base", "model"],
  store: ["base", "model"],
  fetch: ["base", "model"],
  story: ["base", "model", "store"],
  polling: ["base", "model", "fetch", "parse", "store"],
  web: ["base", "model", "store"],
  publish: ["base", "model", "store", "web"],
  hub: ["base", "model", "fetch", "store", "publish", "web"],
  push: ["base", "model", "fetch", "store"],
  reader: ["base", "model", "store", "web"],
  static: ["base", "model", "store", "publish", "reader", "web"],
  demo: ["base", "model"],
  "upkeep.ts": ["base", "model", "store", "story"],
  "chores.ts": ["base", "model", "polling", "store"],
  "index-older.ts": ["base", "store"],
  "election.ts": ["base", "store"],
  "alive.ts": ["base", "model", "store"],
};
/** Files that put everything together. */
const composing = new Set(["main.ts", "service.ts", "scheduled-backup.ts", "app.ts", "commands"]);

/** What these alone may take from the store besides its interface. */
const openedByComposing = new Set(
  ["open", "copy-store", "backup", "backup-apart", "read-backup", "restore"].map(
    (name) => `store/${name}.ts`,
  ),
);

/** Comments may name what code may not do. */
const code = (file: string) => text(file).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, "");

type Import = Readonly<{ from: string; to: string }>;

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .sort();
const text = (file: string) => readFileSync(join(src, file), "utf8");
const room = (file: string) => file.split("/")[0] ?? file;

const imports: readonly Import[] = files.flatMap((from) =>
  [...text(from).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => ({
    from,
    to: relative(src, resolve(src, dirname(from), match[1] ?? "")),
  })),
);

describe("the house", () => {
  test("every import leads to a file", () => {
    expect(imports.filter(({ to }) => !existsSync(join(src, to)))).toEqual([]);
  });

  test("rooms import only the rooms that they may know", () => {
    const trespassing = imports.filter(({ from, to }) => {
      if (room(from) === room(to) || composing.has(room(from))) return false;
      return !mayImport[room(from)]?.includes(room(to));
    });
    expect(trespassing).toEqual([]);
  });

  test("from outside the store only its interface is imported; only the composing files open one", () => {
    const inside = imports.filter(
      ({ from, to }) =>
        room(to) === "store" &&
        room(from) !== "store" &&
        to !== "store/store.ts" &&
        !(openedByComposing.has(to) && composing.has(room(from))),
    );
    expect(inside).toEqual([]);
  });

  test("of story only the grouper, and what corrects it or decides again, know the store", () => {
    const knowStore = new Set(
      [
        "grouper",
        "read-back",
        "follow-placements",
        "restore-topics",
        "corrections",
        "correct",
        "regroup",
        "regroup-step",
        "trim",
      ].map((name) => `story/${name}.ts`),
    );
    const knowing = imports.filter(({ from, to }) => room(from) === "story" && room(to) === "store");
    expect(knowing.map(({ from }) => from).filter((from) => !knowStore.has(from))).toEqual([]);
  });

  test("no file imports itself in a circle", () => {
    const next = Map.groupBy(imports, ({ from }) => from);
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  test("only fetch/ opens connections: the guard stands there", () => {
    const opening = files
      .filter((file) => !file.startsWith("fetch/"))
      .flatMap((file) => outgoingIn(code(file)).map((found) => `${file}: ${found}`));
    expect(opening).toEqual([]);
  });

  test.each([
    'import { request } from "undici";',
    'import * as http from "node:http";',
    'import https from "https";',
    'import { createServer, get as ask } from "node:http";',
    'import {\n  createServer,\n  connect,\n} from "node:net";',
    'import { lookup } from "node:dns";',
    'export { connect } from "node:tls";',
    'await import("node:http")',
    "const page = await fetch(url);",
    "globalThis.fetch(url)",
    "new WebSocket(url)",
    "parser.parseURL(url)",
  ])("which it would see in %j", (line) => {
    expect(outgoingIn(line)).toHaveLength(1);
  });

  test.each([
    [
      "SQL",
      /\b(?:select|insert into|update|delete from)\s+[\w*.,\s]+\b(?:from|set|values|where)\b/i,
      /^store\/(?:sqlite|postgres)\//,
    ],
    ["the environment", /process\.env/, /^config\/load\.ts$/],
    ["the present time", /Date\.now\(|new Date\(\)/, /^base\/clock\.ts$/],
    ["the console", /\bconsole\./, /^(?:commands\/|base\/log\.ts$)/],
    ["rss-parser", /from "rss-parser"/, /^parse\//],
    ["the feed package", /from "feed"/, /^publish\//],
    ["node:sqlite", /node:sqlite/, /^store\/sqlite\//],
    ["pg", /from "pg"/, /^store\/postgres\//],
    // Pages are views'. What else writes HTML: the text of articles, of the feeds' items, and of the demo's outlets.
    [
      "HTML",
      /["'`][^"'`\n]*<\/?(?:p|div|a|span|ul|li|h[1-6]|html|img|br|del|ins)[ >]/,
      /^(?:parse|publish|demo)\//,
    ],
  ])("%s stands only in its own place", (_what, pattern, allowed) => {
    expect(files.filter((file) => !allowed.test(file) && pattern.test(code(file)))).toEqual([]);
  });
});
