import { resolve } from "node:path";
import { count } from "../base/count.ts";
import { formatDuration } from "../base/duration.ts";
import { systemClock } from "../base/clock.ts";
import { UserError } from "../base/user-error.ts";
import { loadSettings, readEnvironment } from "../config/load.ts";
import type { ContentRule, ContentRules } from "../model/content-rule.ts";
import type { Proxy, ProxySettings } from "../model/proxies.ts";
import type { Settings } from "../model/settings.ts";
import type { Every, Source } from "../model/source.ts";
import { describeView } from "../model/view.ts";
import { folderFault } from "../store/backup.ts";
import { databaseFault } from "../store/open.ts";
import { checkNotes } from "./check-notes.ts";
import type { Command } from "./command.ts";

export const check: Command = {
  name: "check",
  summary: "reads the config and says every fault by its path; polls nothing",
  help: `
Usage: node src/main.ts check

Reads feeds.config.json (or the file that WIREFOLD_CONFIG names) and says every fault at
once, each by its path, or what it understood. Nothing is polled, no database is touched;
whether backups can be written to their folder is tried, and leaves nothing there.

Exit code: 0 where the config can be used, 1 where it, DATABASE_URL, a proxy or the folder of
backups cannot.

Options:
  -h, --help  this text
`,
  options: {},
  operands: "none",
  run: async () => {
    const { configPath, databaseUrl, proxies } = readEnvironment();
    const settings = await loadSettings(configPath); // its UserError holds every fault
    const lines = describeSettings(settings, proxies, checkNotes(settings, systemClock.now()));
    process.stdout.write(`${configPath} is fine:\n${lines.join("\n")}\n`);
    const { backup } = settings;
    const faults = [databaseFault(databaseUrl), backup && (await folderFault(backup.folder))];
    const found = faults.filter((fault) => fault !== undefined);
    if (found.length > 0) throw new UserError(found.join("\n"));
    return 0;
  },
};

function describeSettings(
  { sources, polling, fetch, stories, retention, backup, views, content, mute = [] }: Settings,
  proxies: ProxySettings,
  notes: readonly string[],
): string[] {
  const lines = [
    ["sources", describeSources(sources)],
    ["polled", describePolling(sources, polling)],
    ["access", describeAccess(fetch)],
    ["network", fetch.allow.length > 0 ? `private addresses allowed: ${fetch.allow.join(", ")}` : ""],
    ["proxies", describeProxies(proxies)],
    ["stories", `by ${stories.granularity}, open for ${formatDuration(stories.windowMs)}`],
    ["kept for", describeRetention(retention)],
    ["backed up", describeBackups(backup)],
    ["given out", describeContent(content)],
    ["muted", mute.join(", ")],
    ...views.map((view) => ["view", `/views/${view.slug}: ${view.title}. ${describeView(view)}`]),
    ...notes.map((note) => ["note", note]),
  ];
  return lines.flatMap(([name = "", text]) => (text ? [`  ${name.padEnd(10)}${text}`] : []));
}

function describeRetention({ keepMs, perSource, own = {} }: Settings["retention"]): string {
  const limits = [
    ...(perSource === undefined ? [] : [`the newest ${perSource} of each source`]),
    ...(Object.keys(own).length === 0
      ? []
      : [`other numbers of ${count(Object.keys(own).length, "source")}`]),
  ];
  return [formatDuration(keepMs), ...limits].join("; ");
}

function describeBackups(backup: Settings["backup"]): string {
  if (!backup) return "";
  const { every, folder, keep } = backup;
  const when = every.kind === "cron" ? `at ${every.expression}` : `every ${formatDuration(every.ms)}`;
  return `${when} to ${resolve(folder)}, ${keep} kept`;
}

function describeProxies({ http, https, except }: ProxySettings): string {
  if (!http && !https) return "";
  const by = (proxy: Proxy | undefined) => (proxy ? `by ${proxy.url} (${proxy.variable})` : "straight");
  const named = except.length > 0 ? `; straight, by NO_PROXY: ${except.join(", ")}` : "";
  return `https ${by(https)}, http ${by(http)}${named}`;
}

function describeSources(sources: readonly Source[]): string {
  const byCategory = Map.groupBy(sources, ({ category }) => category ?? "without category");
  const parts = [...byCategory].map(([name, members]) => `${name} ${members.length}`);
  return `${sources.length}${byCategory.size > 1 ? ` (${parts.join(", ")})` : ""}`;
}

function describePolling(sources: readonly Source[], polling: Settings["polling"]): string {
  const own = sources.filter(({ every }) => every !== undefined);
  const times = [...Map.groupBy(own, ({ every }) => describeEvery(every as Every))].map(
    ([time, members]) => `${time} (${members.length})`,
  );
  return [
    describeEvery(polling.every),
    ...(own.length > 0 ? [`with times of their own: ${times.join(", ")}`] : []),
    `never more often than every ${formatDuration(polling.minEveryMs)}`,
  ].join("; ");
}

function describeEvery(every: Every): string {
  if (every.kind === "pace") return "each at its own pace";
  return every.kind === "interval" ? `every ${formatDuration(every.ms)}` : `at ${every.expression} (cron)`;
}

/** By the names of the headers, never by what they say. */
function describeAccess({ access = {} }: Settings["fetch"]): string {
  const all = Object.values(access);
  const names = new Set(all.flatMap(({ headers }) => Object.keys(headers)));
  const withHeaders = all.filter(({ headers }) => Object.keys(headers).length > 0).length;
  const withAgent = all.filter(({ userAgent }) => userAgent !== undefined).length;
  return [
    ...(withHeaders > 0 ? [`headers of their own for ${withHeaders} (${[...names].join(", ")})`] : []),
    ...(withAgent > 0 ? [`a User-Agent of its own for ${withAgent}`] : []),
  ].join("; ");
}

const inWords: Readonly<Record<ContentRule, string>> = {
  full: "whole articles",
  summary: "how articles begin",
  title: "headlines alone",
};

function describeContent({ usual, own = {} }: ContentRules = { usual: "full" }): string {
  const others = [...Map.groupBy(Object.values(own), (rule) => rule)].map(
    ([rule, sources]) => `of ${sources.length} ${inWords[rule]}`,
  );
  return [inWords[usual], ...others].join("; ");
}
