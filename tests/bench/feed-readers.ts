import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { configFile } from "../../src/config/config-file.ts";
import type { Command, MeasuredRun } from "./measured-run.ts";

const projectRoot = resolve(import.meta.dirname, "../..");

/** A program that fetches feeds. `prepare` makes its files in an empty folder and answers how to have all feeds asked. */
export type FeedReader = Readonly<{
  name: string;
  isHere: boolean;
  prepare(folder: string, urls: readonly string[]): Command;
  /** Throws where the run did not bring what it should. */
  check?(run: MeasuredRun, urls: readonly string[]): void;
}>;

/** Requests at once: what Wirefold does where its config says nothing. */
export const concurrency = configFile.parse({ sources: [] }).polling.concurrency;

/** Fetches, parses, stores and groups; the others fetch, parse and store. */
export const wirefold: FeedReader = {
  name: "Wirefold",
  isHere: true,
  prepare: (folder, urls) => {
    const config = { network: { allow: ["127.0.0.0/8"] }, sources: urls.map((url) => ({ url })) };
    writeFileSync(join(folder, "feeds.config.json"), JSON.stringify(config));
    return {
      file: process.execPath,
      args: ["src/main.ts", "poll", "--all", "--json"],
      cwd: projectRoot,
      env: {
        NODE_ENV: "production",
        WIREFOLD_CONFIG: join(folder, "feeds.config.json"),
        DATABASE_URL: `sqlite:${join(folder, "wirefold.db")}`,
      },
    };
  },
  check: ({ stdout, stderr, code }, urls) => {
    const failed = stdout.split("\n").filter((line) => line.includes('"error"'));
    const polled = stdout.split("\n").filter(Boolean).length;
    if (code !== 0 || failed.length > 0 || polled !== urls.length)
      throw new Error(
        `poll: exit ${code}, ${polled} of ${urls.length} feeds. ${failed[0] ?? stderr.slice(-500)}`,
      );
  },
};

const newsboat = (threads?: number): FeedReader => ({
  name: threads === undefined ? "newsboat as it comes" : `newsboat, ${threads} threads`,
  isHere: existsSync("/usr/bin/newsboat"),
  prepare: (folder, urls) => {
    writeFileSync(join(folder, "urls"), `${urls.join("\n")}\n`);
    writeFileSync(join(folder, "config"), threads === undefined ? "" : `reload-threads ${threads}\n`);
    const args = ["-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload", "print-unread"];
    return { file: "/usr/bin/newsboat", args, cwd: folder };
  },
});

const sfeed = (jobs?: number): FeedReader => ({
  name: jobs === undefined ? "sfeed as it comes" : `sfeed, ${jobs} jobs`,
  isHere: existsSync("/usr/bin/sfeed_update"),
  prepare: (folder, urls) => {
    mkdirSync(join(folder, "feeds"));
    const lines = [
      `sfeedpath="${join(folder, "feeds")}"`,
      ...(jobs === undefined ? [] : [`maxjobs=${jobs}`]),
      "feeds() {",
      ...urls.map((url, at) => `feed "feed ${at}" "${url}"`),
      "}",
    ];
    writeFileSync(join(folder, "sfeedrc"), `${lines.join("\n")}\n`);
    return { file: "/usr/bin/sfeed_update", args: ["./sfeedrc"], cwd: folder };
  },
});

/** Those that are installed here, with as many requests at once as we make. */
export const otherReaders = [newsboat(concurrency), sfeed(concurrency)].filter(({ isHere }) => isHere);
/** The same with what they do where nobody configures them. */
export const otherReadersAsTheyCome = [newsboat(), sfeed()].filter(({ isHere }) => isHere);
