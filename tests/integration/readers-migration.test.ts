import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = join(import.meta.dirname, "../../src/store/sqlite/migrations");
const before = readdirSync(folder)
  .filter((file) => file.endsWith(".sql") && file < "0014")
  .sort();

/** "Wire" in ASCII. */
const applicationId = 0x57697265;

test("stories of a store from before there were readers are news as of their last update", async () => {
  await using directory = await temporaryFolder();
  const path = join(directory.path, "wirefold.db");
  const old = new DatabaseSync(path);
  for (const file of before) old.exec(readFileSync(join(folder, file), "utf8"));
  old.exec(`pragma user_version = ${before.length}; pragma application_id = ${applicationId}; pragma foreign_keys = off;
    insert into stories (id, lead_entry_id, language, entry_count, coverage, first_report_at, last_report_at, updated_at, rank)
    values (1, 1, 'en', 1, 1, 1000, 2000, 3000, 1)`);
  old.close();
  const store = await openStore(`sqlite:${path}`);
  expect((await store.storiesByIds([1]))[0]?.newsAt).toEqual(new Date(3000));
  expect(await store.newestNewsAt()).toEqual(new Date(3000));
  await store.close();
});
