import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { configJsonSchema } from "../../../src/config/config-file.ts";
import { checkSettings } from "../../../src/config/validate.ts";

const root = resolve(import.meta.dirname, "../../..");
const read = (file: string): unknown => JSON.parse(readFileSync(`${root}/${file}`, "utf8"));

test("feeds.schema.json is what the definition says now", () => {
  expect(read("feeds.schema.json"), "feeds.schema.json is behind: npm run schema").toEqual(
    configJsonSchema(),
  );
});

test("every key of the schema says what it is for", () => {
  const silent: string[] = [];
  type Node = { description?: string; properties?: Record<string, Node>; items?: Node };
  const visit = (path: string, node: Node) => {
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      if (!child.description) silent.push(`${path}${key}`);
      visit(`${path}${key}.`, child);
    }
    if (node.items) visit(path, node.items);
  };
  visit("", configJsonSchema());
  expect(silent).toEqual([]);
});

test("the shipped config names its schema and is fine", () => {
  const file = read("feeds.config.json") as Record<string, unknown>;
  expect(file["$schema"]).toBe("./feeds.schema.json");
  const checked = checkSettings(file);
  expect(checked).toMatchObject({ ok: true });
  const urls = checked.ok ? checked.settings.sources.map(({ url }) => url) : [];
  expect(new Set(urls).size).toBe(urls.length);
  expect(urls.length).toBeGreaterThanOrEqual(15);
});
