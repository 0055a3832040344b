import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { version } from "../../src/base/version.ts";
import { openStore } from "../../src/store/open.ts";
import { installation } from "../support/installation.ts";
import { runProgram } from "../support/program.ts";

const commands = ["run", "poll", "parse", "group", "check", "add", "import", "export", "migrate", "demo"];

/** What a person sees of a fault: clear words, no stack. */
function expectSentence(result: { stdout: string; stderr: string }, pattern: RegExp) {
  expect(result.stderr).toMatch(pattern);
  expect(result.stderr).not.toMatch(/^\s+at /m);
  expect(result.stdout).toBe("");
}

describe("the command line", () => {
  test("--help lists the commands, and each has its own", async () => {
    const { code, stdout } = await runProgram(["--help"]);
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    for (const command of commands) {
      const help = await runProgram([command, "--help"]);
      expect([command, help.code]).toEqual([command, 0]);
      expect(help.stdout).toContain(`Usage: node src/main.ts ${command}`);
    }
  });

  test.each([
    [["nonsense"], /Unknown command "nonsense"\. The commands are run, poll/],
    [["--nonsense"], /Unknown option "--nonsense"/],
    [["check", "--nonsense"], /Unknown option '--nonsense'.*See: node src\/main\.ts check --help/],
    [["check", "operand"], /operand.*check --help/s],
    [["run", "--roles", "poll,eat"], /--roles: expected some of poll, group, serve.*found "eat"/],
    [["toString"], /Unknown command "toString"/],
    [["chekc"], /Unknown command "chekc"\. Did you mean check\?/],
  ])("%j is a wrong argument: one sentence, exit code 2", async (args, pattern) => {
    const result = await runProgram(args);
    expect(result.code).toBe(2);
    expectSentence(result, pattern);
  });

  test.each(["--version", "-v"])("%s says which Wirefold this is", async (option) => {
    const { code, stdout } = await runProgram([option]);
    expect([code, stdout]).toEqual([0, `${version}\n`]);
  });

  test("nothing at all shows the list and is wrong", async () => {
    const result = await runProgram([]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("Usage:");
  });
});

describe("what the service cannot start with", () => {
  test("a missing config is named with what to do", async () => {
    await using here = await installation();
    const result = await runProgram(["run"], { ...here.env, WIREFOLD_CONFIG: join(here.path, "none.json") });
    expect(result.code).toBe(1);
    expectSentence(result, /none\.json: there is no such file\. .*WIREFOLD_CONFIG/);
  });

  test("a folder as config, broken JSON and an invalid config are told apart", async () => {
    await using here = await installation();
    const check = (config: string) => runProgram(["check"], { ...here.env, WIREFOLD_CONFIG: config });
    const folder = join(here.path, "folder");
    await mkdir(folder);
    expectSentence(await check(folder), /it is a folder/);
    await writeFile(here.config, `{\n  "sources": [\n    {"url": }\n  ]\n}`);
    expectSentence(await check(here.config), /line 3/);
    await writeFile(
      here.config,
      `{"titel": "x", "sources": [{"url": "ftp://x"}], "polling": {"perHost": 0}}`,
    );
    const result = await check(here.config);
    expect(result.code).toBe(1);
    expectSentence(result, /sources\[0\]\.url: expected .*http.*ftp:\/\/x/);
    expect(result.stderr).toMatch(/polling\.perHost: expected/);
    expect(result.stderr).toMatch(/titel.*did you mean "?title/);
  });

  test("a bad environment is named, all of it", async () => {
    await using here = await installation();
    const result = await runProgram(["run"], { ...here.env, PORT: "http", LOG_LEVEL: "loud" });
    expectSentence(result, /PORT: .*"http"/);
    expect(result.stderr).toMatch(/LOG_LEVEL: .*"loud"/);
  });

  test("a taken port is named", async () => {
    await using here = await installation();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const port = String((other.address() as AddressInfo).port);
    const result = await runProgram(["run"], { ...here.env, PORT: port });
    other.close();
    expect(result.code).toBe(1);
    expectSentence(
      result,
      new RegExp(`Cannot listen on 127\\.0\\.0\\.1:${port}: port ${port} is taken.*set PORT`),
    );
  });

  test("a data folder that cannot be written, and a database from a newer version, are named", async () => {
    await using here = await installation();
    const run = (databaseUrl: string) => runProgram(["run"], { ...here.env, DATABASE_URL: databaseUrl });
    expectSentence(await run("sqlite:/proc/nowhere/wirefold.db"), /Cannot open the database \/proc\/nowhere/);
    await (await openStore(here.env.DATABASE_URL)).close();
    const newer = new DatabaseSync(join(here.path, "wirefold.db"));
    newer.exec("pragma user_version = 999");
    newer.close();
    const result = await run(here.env.DATABASE_URL);
    expect(result.code).toBe(1);
    expectSentence(result, /newer Wirefold \(schema 999/);
  });
});

describe("what commands say", () => {
  test.skipIf(process.platform === "win32")("nobody has to read to the end", async () => {
    const feed = "tests/fixtures/feeds/atom-1.0-weblog.atom";
    // Far more than a pipe holds.
    const files = Array.from({ length: 100 }, () => feed);
    const child = spawn(process.execPath, ["src/main.ts", "parse", ...files], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (complaint += text));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect([code, complaint]).toEqual([0, ""]);
  });

  test("check tells of a database that run would refuse", async () => {
    await using here = await installation();
    const result = await runProgram(["check"], {
      ...here.env,
      DATABASE_URL: "mysql://ann:secret@db/wire",
    });
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/DATABASE_URL: expected "sqlite:PATH" or "postgres:.*", found "mysql:..…"/);
    expect(result.stderr).not.toContain("secret");
  });

  test("check counts the sources that have times of their own", async () => {
    await using here = await installation();
    const sources = ["15m", "1h", "15m"].map((every, i) => ({ url: `https://a.example/${i}`, every }));
    await writeFile(here.config, JSON.stringify({ sources }));
    const { stdout } = await runProgram(["check"], here.env);
    expect(stdout).toContain(
      "each at its own pace; with times of their own: every 15 min (2), every 1 h (1);",
    );
  });

  test("group tells of an id that comes twice, and groups both", async () => {
    const line = (title: string) => JSON.stringify({ id: 1, title, publishedAt: "2026-01-02T10:00:00Z" });
    const input = [line("Ferry sinks off Lorne"), "", line("Reindeer herders win in court")].join("\n");
    const { code, stdout, stderr } = await runProgram(["group"], {}, input);
    expect([code, stderr]).toEqual([1, "Line 3 has the id 1 of line 1: both are grouped, as two articles\n"]);
    expect(stdout).toBe(`{"id":1,"story":1}\n{"id":1,"story":2}\n`);
  });

  test("group --explain says which earlier story a story follows on, and why", async () => {
    const line = (id: string, title: string, day: string) =>
      JSON.stringify({ id, title, language: "en", publishedAt: `2026-01-${day}T10:00:00Z` });
    const lines = [
      line("a", "Corvane recalls C4 batteries after fires in Osterby", "02"),
      line("b", "Corvane fined over C4 battery fires in Osterby", "12"),
    ];
    const { stdout } = await runProgram(["group", "--explain"], {}, `${lines.join("\n")}\n`);
    const [first, second] = stdout
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each) as object);
    expect(first).not.toHaveProperty("earlier");
    expect(second).toMatchObject({
      story: 2,
      earlier: { story: 1, text: expect.stringMatching(/^Follows on “Corvane recalls/), threshold: 0.2 },
    });
  });

  test("a file that is not there is named once", async () => {
    const { code, stderr } = await runProgram(["parse", "/nowhere.xml"]);
    expect([code, stderr]).toEqual([1, "Cannot read /nowhere.xml: there is no such file\n"]);
  });
});
