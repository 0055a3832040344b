import { chmod, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/base/user-error.ts";
import { addSources, loadOrStartSettings } from "../../src/config/add-sources.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const added = [{ url: "https://a.example/feed", name: "A" }];
const faultOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.unreachable("it did not fail"),
    (error: unknown) => error as Error,
  );

/** A config file in a folder of its own. */
async function configFile(text: string) {
  const folder = await temporaryFolder();
  const path = join(folder.path, "feeds.config.json");
  await writeFile(path, text);
  return { folder: folder.path, path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

test("the file is replaced whole, keeps its mode, and leaves nothing beside it", async () => {
  await using config = await configFile('{"sources": []}\n');
  await chmod(config.path, 0o640);
  const before = await stat(config.path);
  const { settings, created } = await addSources(config.path, added);
  expect([settings.sources, created]).toEqual([added, false]);
  expect(await readFile(config.path, "utf8")).toBe(
    '{"sources": [{"url": "https://a.example/feed", "name": "A"}]}\n',
  );
  const after = await stat(config.path);
  expect([after.mode, after.uid]).toEqual([before.mode, before.uid]);
  expect(after.ino).not.toBe(before.ino);
  expect(await readdir(config.folder)).toEqual(["feeds.config.json"]);
});

test("a link to the file stays a link; what it leads to is changed, or made where there is nothing yet", async () => {
  await using config = await configFile('{"sources": []}');
  const link = join(config.folder, "link.json");
  await symlink("feeds.config.json", link);
  await addSources(link, added);
  expect(await readlink(link)).toBe("feeds.config.json");
  expect((await loadOrStartSettings(config.path)).sources).toEqual(added);

  const dangling = join(config.folder, "dangling.json");
  await symlink("later.json", dangling);
  expect((await addSources(dangling, added)).created).toBe(true);
  expect(await readdir(config.folder)).toContain("later.json");
  expect(await readlink(dangling)).toBe("later.json");
});

test("a file that does not exist is created; a folder that does not exist is not", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "new.json");
  expect((await loadOrStartSettings(path)).sources).toEqual([]);
  expect((await addSources(path, added)).created).toBe(true);
  expect(await readFile(path, "utf8")).toBe(
    '{\n  "sources": [\n    { "url": "https://a.example/feed", "name": "A" }\n  ]\n}\n',
  );
  const fault = await faultOf(addSources(join(folder.path, "none", "new.json"), added));
  expect(fault).toBeInstanceOf(UserError);
  expect(fault.message).toMatch(/there is no such file/);
});

test.each([
  ["broken", '{"sources": [}', /not valid JSON/],
  ["invalid", '{"sources": [], "titel": "x"}', /did you mean "title"/],
  ["two lists", '{"sources": [{"url": "https://x.example"}], "sources": []}', /Add the source by hand/],
])("a file that is %s stays as it is", async (_what, text, message) => {
  await using config = await configFile(text);
  expect((await faultOf(addSources(config.path, added))).message).toMatch(message);
  expect(await readFile(config.path, "utf8")).toBe(text);
});

test.each([
  [
    "that the config would refuse",
    "ftp://a.example/",
    /sources\[0\]\.url: expected an address that begins with/,
  ],
  [
    "with a login, which is the config's author's to write",
    "https://u:s3same@a.example/",
    /at a\.example: its address holds a user name or password/,
  ],
  [
    "that asks for the environment",
    "https://${HOME}@a.example/",
    /its address holds a user name or password/,
  ],
])("a source %s is not written", async (_, url, message) => {
  await using config = await configFile('{"sources": []}');
  const fault = await faultOf(addSources(config.path, [{ url }]));
  expect(fault).toBeInstanceOf(UserError);
  expect(fault.message).toMatch(message);
  expect(fault.message).not.toContain("s3same");
  expect(await readFile(config.path, "utf8")).toBe('{"sources": []}');
});

test("a place that cannot be written says so, and what to do", async () => {
  const fault = await faultOf(addSources("/proc/wirefold.json", added));
  expect(fault).toBeInstanceOf(UserError);
  expect(fault.message).toMatch(/^Cannot write \/proc\/wirefold\.json: /);
});

test.skipIf(process.getuid?.() === 0)("a folder without write permission says so", async () => {
  await using folder = await temporaryFolder();
  const closed = join(folder.path, "closed");
  await mkdir(closed);
  await chmod(closed, 0o500);
  const fault = await faultOf(addSources(join(closed, "feeds.config.json"), added));
  expect(fault.message).toMatch(/this user may not write in its folder/);
});
