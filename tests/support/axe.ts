import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

// The page's own policy stays in force: DevTools, which puts this into the page, is not subject to it.
const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** What axe-core finds against WCAG 2.2 A and AA and its own good practice: a line each place, empty where nothing is. `rules`: only these. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const there = await page.evaluate<boolean>("'axe' in globalThis");
  if (!there) await page.evaluate(source);
  const options = JSON.stringify({
    runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: standards },
    resultTypes: ["violations"],
  });
  return page.evaluate<string[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 5).map(({ target, failureSummary, html }) => id + " at " + target.join(" ") + ": " + failureSummary.split("\\n").slice(1, 2).join("").trim() + " | " + html.slice(0, 160))))`,
  );
}
