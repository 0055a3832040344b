import { execFileSync } from "node:child_process";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { databaseUrl } from "../support/database-url.ts";
import { cuttableWay } from "../support/cuttable.ts";
import { freshDatabase, query } from "../support/postgres.ts";
import { runProgram, until } from "../support/program.ts";
import { farmFeeds, goesOn, lookAround, startNewsService } from "../support/news-service.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("PostgreSQL", () => {
  test("that is gone: what was asked for is shown on, it is said what is wrong, and all goes on once it is back", async () => {
    await using database = await freshDatabase();
    const direct = new URL(database.url);
    await using way = await cuttableWay(Number(direct.port));
    await using here = await startNewsService(database.url.replace(`:${direct.port}/`, `:${way.port}/`));
    await here.whole();
    await lookAround(here);
    await way.cut();
    here.farm.publish();
    const unready = await here.ready(503);
    expect(unready).toContain("not ready: the database does not take writes");
    expect(unready).toMatch(/^serve: serves$/m);
    await until("each role says that it fails", 10_000, async () => {
      const { text } = await here.get("/readyz");
      return ["poll", "group"].every((role) => text.includes(`\n${role}: fails since`)) || undefined;
    });
    await lookAround(here);
    const page = await here.get("/status");
    expect(page.status).toBe(503);
    expect(page.text).toContain("it does not answer");
    expect(page.headers.get("retry-after")).toBe("10");
    expect((await here.get("/healthz")).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 7000)); // longer than a grouper is believed to live
    await way.mend();
    await goesOn(here, (sql) => query(database.url, sql));
  }, 180_000);

  test("that may only be read: pages are made, it is said what is wrong, and all goes on once it may be written", async () => {
    await using database = await freshDatabase();
    await using here = await startNewsService(database.url);
    await here.whole();
    await lookAround(here);
    const administrator = databaseUrl(database.url, "postgres");
    const become = async (readOnly: "on" | "off") => {
      await query(
        administrator,
        `alter database ${database.name} set default_transaction_read_only = ${readOnly}`,
      );
      await query(
        administrator,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.name}'`,
      );
    };
    await become("on");
    here.farm.publish();
    await here.ready(503);
    await lookAround(here);
    const page = await here.get("/status");
    expect(page.status).toBe(200);
    expect(page.text).toContain("Nothing can be stored");
    expect(page.text).toContain("it may only be read");
    await become("off");
    await goesOn(here, (sql) => query(database.url, sql));
  }, 180_000);
});

describe("SQLite", () => {
  const rowsOf = (path: string) => (sql: string) => {
    using database = new DatabaseSync(path, { timeout: 10_000 });
    return database.prepare(sql).all();
  };

  test.skipIf(process.platform !== "linux")(
    "on a disk that is full: pages are made, it is said what is wrong, and all goes on once there is room",
    async () => {
      await using folder = await temporaryFolder();
      const path = join(folder.path, "wirefold.db");
      await using here = await startNewsService(`sqlite:${path}`);
      await here.whole();
      /** Nothing may be written behind so many bytes of any file: as on a full disk, where reading goes on. */
      const limit = (bytes: number | "unlimited") =>
        execFileSync("prlimit", ["--pid", String(here.program.pid), `--fsize=${bytes}:`]);
      limit(4096);
      here.farm.publish();
      await here.ready(503);
      await lookAround(here);
      const page = await here.get("/status");
      expect(page.status).toBe(200);
      expect(page.text).toMatch(
        /Nothing can be stored[\s\S]*(?:its disk answers with errors|it has no room left)/,
      );
      const asked = here.farm.visits.length;
      await new Promise((resolve) => setTimeout(resolve, 6000));
      // Publishers are not asked again and again for what cannot be kept.
      expect(here.farm.visits.length - asked).toBeLessThanOrEqual(2 * farmFeeds);
      limit("unlimited");
      await goesOn(here, rowsOf(path));
      expect(rowsOf(path)("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
    },
    240_000,
  );

  test("whose file is damaged: the page says so, and so does every command", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "wirefold.db");
    {
      await using here = await startNewsService(`sqlite:${path}`);
      await here.whole();
      here.program.kill("SIGTERM");
      await here.program.ended;
    }
    const file = await open(path, "r+");
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size - 8192, 0xa5), 0, size - 8192, 8192); // all but its first two pages
    await file.close();
    const config = join(folder.path, "feeds.config.json");
    await writeFile(config, `{"sources": []}`);
    const env = { WIREFOLD_CONFIG: config, DATABASE_URL: `sqlite:${path}`, PORT: "0", LOG_LEVEL: "error" };
    const { code, stderr } = await runProgram(["run"], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/malformed/);
    expect(stderr).not.toMatch(/\n\s+at /);
  }, 120_000);
});
