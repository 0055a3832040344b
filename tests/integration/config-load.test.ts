import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/base/user-error.ts";
import { loadSettings } from "../../src/config/load.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const faultOf = (path: string): Promise<unknown> =>
  loadSettings(path).then(
    () => undefined,
    (error: unknown) => error,
  );

test("a byte order mark is no fault", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "feeds.config.json");
  await writeFile(path, '\uFEFF{"sources": [{"url": "https://example.org/feed"}]}');
  expect((await loadSettings(path)).sources).toEqual([{ url: "https://example.org/feed" }]);
});

test.each([
  ["", /is empty\. It needs at least \{"sources"/],
  [" \n", /is empty/],
  ['{\n  "sources": [\n  ],\n}', /is not valid JSON: line 3, column 4: a comma too many before }\./],
  ['{"sources": 1, "title": 2}', /has 2 faults:\n {2}title: expected .*\n {2}sources: expected /],
  ['{"sources": 1}', /has 1 fault:\n/],
])("a file of %j", async (text, message) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "feeds.config.json");
  await writeFile(path, text);
  const fault = await faultOf(path);
  expect(fault).toBeInstanceOf(UserError);
  expect((fault as Error).message).toMatch(message);
});

test("a file that is not there, a folder, and a file behind a file say what to do", async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, "folder"));
  await writeFile(join(folder.path, "file"), "{}");
  for (const [name, message] of [
    ["none.json", /^Cannot read the config \/.*none\.json: there is no such file\. Create it with/],
    ["file/feeds.config.json", /there is no such file/],
    ["folder", /it is a folder\. Set WIREFOLD_CONFIG to the file inside it/],
  ] as const) {
    const fault = await faultOf(join(folder.path, name));
    expect(fault).toBeInstanceOf(UserError);
    expect((fault as Error).message).toMatch(message);
  }
});

test.skipIf(process.getuid?.() === 0)("a file that may not be read says so", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "feeds.config.json");
  await writeFile(path, "{}");
  await chmod(path, 0);
  expect(((await faultOf(path)) as Error).message).toMatch(/this user may not read it/);
});
