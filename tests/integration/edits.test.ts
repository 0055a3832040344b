import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { SafeHtml } from "../../src/model/entry.ts";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const gazette = "https://gazette.example/feed";
const courier = "https://courier.example/feed";
const html = (...paragraphs: readonly string[]) =>
  paragraphs.map((text) => `<p>${text}</p>`).join("") as SafeHtml;

const bridge = [
  "The old swing bridge over the Marrow estuary will close to all traffic at midnight on Friday after inspectors found cracks in two of its main bearings, the port authority said on Tuesday.",
  "Engineers had been called in after drivers reported a knocking noise. “We would rather be blamed for closing it too early than too late,” said Ilse Brandt, who heads the authority’s works department.",
  "Some 31,000 vehicles cross the bridge on a working day.",
];

/** A story of two reports, both edited since, and a source whose document had to be repaired. */
async function editedStory() {
  const store = await freshStore();
  await store.syncSources(
    [source(gazette, { name: "Gazette" }), source(courier, { name: "Courier" })],
    at("07:00"),
  );
  const poll = (url: string, time: string, title: string, text: readonly string[], language = "en") =>
    savePoll(store, url, [parsedEntry({ key: url, title, contentHtml: html(...text), language })], {
      fetchedAt: at(time),
    });
  await poll(gazette, "08:00", "Marrow bridge may close <soon>", bridge);
  await poll(courier, "08:10", "الجسر سيغلق يوم الجمعة", ["قال المرفأ إن الجسر سيغلق يوم الجمعة."], "ar");
  await groupBy(store, () => 1);
  await poll(gazette, "09:00", "Marrow bridge to close on Friday", bridge);
  await poll(courier, "09:30", "الجسر سيغلق يوم السبت", ["قال المرفأ إن الجسر سيغلق يوم السبت."], "ar");
  const corrected = [
    bridge[0]!.replace(
      "two of its main bearings",
      "three of its four main bearings &lt;script&gt;alert(1)&lt;/script&gt;",
    ),
    bridge[1]!,
    "Some 13,000 vehicles cross the bridge on a working day. An earlier version gave the number as 31,000.",
    "Ferries will run every ten minutes from Saturday.",
  ];
  const notes = ["closed 2 unclosed elements", "read as windows-1252: no encoding declared, no valid UTF-8"];
  await poll(gazette, "10:15", "Marrow bridge to close on Friday", corrected);
  const [feed] = await store.feeds();
  await savePoll(store, gazette, [], { polling: { ...feed!.polling, notes, nextPollAt: at("14:00") } });
  const reader = await startReader({ store, now: at("13:00") });
  return {
    ...reader,
    sourceId: feed!.id,
    html: async (path: string) => (await reader.get(path)).text(),
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

describe("the page of a story that was edited", () => {
  test("has the earlier headline and when it was given up", async () => {
    await using reader = await editedStory();
    const page = await reader.html("/stories/1");
    expect(page).toContain("Headline changed. Before:");
    expect(page).toMatch(
      /Marrow bridge may close &lt;soon&gt;<\/span>[^]*?until <time datetime="2026-11-20T09:00/,
    );
    expect(page.match(/Headline changed/g)).toHaveLength(2);
  });

  test("has what changed in the text, word by word, and escaped", async () => {
    await using reader = await editedStory();
    const page = await reader.html("/stories/1");
    expect(page).toMatch(
      /<summary><span>Edited <time datetime="2026-11-20T10:15[^>]*>10:15 UTC<\/time>: \d+ words added, \d taken out/,
    );
    expect(page).toContain("<del>31,000</del><ins>13,000</ins>");
    expect(page).toContain("&lt;script&gt;alert(1)");
    expect(page).not.toContain("<script>alert");
    expect(page).toMatch(/lang="ar" dir="auto">[^<]*<del>الجمعة<\/del><ins>السبت<\/ins>/);
  });

  test("says of an article that was not edited nothing", async () => {
    await using store = await freshStore();
    await store.syncSources([source(gazette)], at("07:00"));
    await savePoll(store, gazette, [parsedEntry({ key: "1" })]);
    await groupBy(store, () => 1);
    await using reader = await startReader({ store, now: at("13:00") });
    expect(await (await reader.get("/stories/1")).text()).not.toMatch(/class="edits"|<del>|<ins>/);
  });
});

test("of many edits the latest are compared; an older one leads to where it is, open", async () => {
  await using store = await freshStore();
  const urls = ["a", "b", "c"].map((name) => `https://${name}.example/feed`);
  await store.syncSources(
    urls.map((url) => source(url)),
    at("07:00"),
  );
  for (let version = 0; version < 7; version++) {
    for (const url of urls)
      await savePoll(
        store,
        url,
        [parsedEntry({ key: url, contentHtml: html(`The word of now is w${version}q.`) })],
        {
          fetchedAt: at(`${String(8 + version).padStart(2, "0")}:00`),
        },
      );
    await groupBy(store, () => 1);
  }
  await using reader = await startReader({ store, now: at("16:00") });
  const page = await (await reader.get("/stories/1")).text();
  expect(page.match(/<summary><span>Edited/g)).toHaveLength(12);
  const links = [...page.matchAll(/href="(\?edit=[\d-]+)(#edits-\d+)">Show what changed/g)];
  expect(links).toHaveLength(6);
  const [, query, anchor = ""] = links[0]!;
  expect(page).toContain(`id="${anchor.slice(1)}"`);
  const asked = await (await reader.get(`/stories/1${query}`)).text();
  expect(asked.match(/<details open>/g)).toHaveLength(1);
  expect(asked).toMatch(/<details open>\s*<summary><span>Edited[^]*?<del>w\dq<\/del><ins>w\dq<\/ins>/);
});

test("a source's page says what had to be repaired", async () => {
  await using reader = await editedStory();
  const page = await reader.html(`/sources/${reader.sourceId}`);
  expect(page).toContain("Repaired in its last document (2)");
  expect(page).toContain("closed 2 unclosed elements");
});

test.skipIf(!hasChromium)(
  "edits are read without scripts, in both themes, on a phone, and are told by more than colour",
  async () => {
    await using reader = await editedStory();
    await using browser = await startBrowser();
    const pictures = process.env["WIREFOLD_SCREENSHOTS"];
    const screens = [
      { colorScheme: "light", width: 1280 },
      { colorScheme: "dark", width: 360 },
    ] as const;
    for (const { colorScheme, width } of screens) {
      const options = { colorScheme, javaScriptEnabled: false, viewport: { width, height: 900 } };
      await using opened = await openPage(browser, options);
      const { page, faults } = opened;
      await page.goto(`${reader.base}/stories/1`);
      const summary = page.locator(".edits summary").first();
      expect((await summary.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      await summary.click();
      const change = page.locator(".change del").first();
      expect(await change.isVisible()).toBe(true);
      if (pictures)
        await page.screenshot({
          path: join(pictures, `edits-${colorScheme}-${width}.png`),
          fullPage: true,
        });
      await page.goto(`${reader.base}/sources/${reader.sourceId}`);
      await page.locator(".repairs summary").click();
      expect(await page.getByText("closed 2 unclosed elements").isVisible()).toBe(true);
      if (pictures) await page.screenshot({ path: join(pictures, `notes-${colorScheme}-${width}.png`) });
      expect(faults).toEqual([]);
    }
    await using phone = await openPage(browser, { viewport: { width: 360, height: 740 } });
    await phone.page.goto(`${reader.base}/stories/1`);
    for (const summary of await phone.page.locator(".edits summary").all()) await summary.click();
    expect(await sidewaysOverflow(phone.page)).toBe(0);
    const drawn = await phone.page.locator(".change").first().ariaSnapshot();
    expect(drawn).toMatch(/deletion|insertion|taken out|added/);
  },
  120_000, // a real browser
);
