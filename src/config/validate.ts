import { parseDuration } from "../base/duration.ts";
import type { Settings } from "../model/settings.ts";
import { type ConfigFile, configFile, defaults } from "./config-file.ts";
import { describeExpectation, describeIssue, type Path, valueAt, writeFault } from "./describe-fault.ts";
import { checkAccess, readAccess, sourceAddress } from "./source-access.ts";
import { checkViews, toView, withoutDoubles } from "./views.ts";
import type { LookUp } from "./variables.ts";

export type SettingsCheck = Readonly<
  { ok: true; settings: Settings } | { ok: false; faults: readonly string[] }
>;

/**
 * Checks a config file, already parsed as JSON, as a whole. Answers the settings with every default filled in, or every
 * fault at once, each by its path: `sources[2].url: expected …, found …`. `lookUp` says what stands for `${NAME}`.
 */
export function checkSettings(value: unknown, lookUp: LookUp = () => undefined): SettingsCheck {
  const checked = configFile.safeParse(value, { error: describeExpectation });
  const faults = [
    ...(checked.error?.issues.flatMap((issue) => describeIssue(issue, value)) ?? []),
    ...checkIntervals(value),
    ...checkAccess(value, lookUp),
    ...checkRetention(value),
    ...checkSlugs(value),
    ...checkViews(value),
  ];
  if (!checked.success || faults.length > 0) return { ok: false, faults: inOrderOfSources(faults) };
  return { ok: true, settings: toSettings(checked.data, lookUp) };
}

/** What is wrong with one source stands together, in the order of the file, after the rest. */
function inOrderOfSources(faults: readonly string[]): readonly string[] {
  const place = (fault: string) => Number(/^sources\[(\d+)\]/.exec(fault)?.[1] ?? -1);
  return faults.toSorted((a, b) => place(a) - place(b));
}

/**
 * Intervals against each other. Reads the file as it is, since other parts of it may be at fault, and speaks of what the
 * file says: a default never is the fault.
 */
function checkIntervals(root: unknown): string[] {
  const given = (path: Path): { ms: number; path: Path } | undefined => {
    const text = valueAt(root, path);
    const ms = typeof text === "string" ? parseDuration(text) : undefined;
    return ms === undefined ? undefined : { ms, path };
  };
  const bound = (key: "minEvery" | "maxEvery") => {
    const text = valueAt(root, ["polling", key]) ?? defaults[key];
    const ms = typeof text === "string" ? parseDuration(text) : undefined;
    return ms === undefined ? undefined : { ms, name: `polling.${key} (${text as string})` };
  };
  const [min, max] = [bound("minEvery"), bound("maxEvery")];
  if (min && max && min.ms > max.ms) {
    const ownMax = given(["polling", "maxEvery"]);
    return [
      ownMax
        ? writeFault(root, ownMax.path, `at least ${min.name}`)
        : writeFault(root, ["polling", "minEvery"], `at most ${max.name}`),
    ];
  }
  const sources = valueAt(root, ["sources"]);
  const paths: Path[] = [
    ["polling", "every"],
    ...(Array.isArray(sources) ? sources.map((_, index): Path => ["sources", index, "every"]) : []),
  ];
  return paths.flatMap((path) => {
    const every = given(path);
    if (every && min && every.ms < min.ms) return [writeFault(root, path, `at least ${min.name}`)];
    if (every && max && every.ms > max.ms) return [writeFault(root, path, `at most ${max.name}`)];
    return [];
  });
}

/** A story must not be dropped while it still takes in reports. */
function checkRetention(root: unknown): string[] {
  const duration = (path: Path, otherwise: string) => {
    const text = valueAt(root, path) ?? otherwise;
    return typeof text === "string" ? { text, ms: parseDuration(text) } : undefined;
  };
  const [keepPath, windowPath]: [Path, Path] = [
    ["retention", "keep"],
    ["stories", "window"],
  ];
  const [keep, window] = [duration(keepPath, defaults.keep), duration(windowPath, defaults.window)];
  if (keep?.ms === undefined || window?.ms === undefined) return [];
  if (keep.ms >= window.ms) return [];
  return [
    valueAt(root, keepPath) === undefined
      ? writeFault(root, windowPath, `at most retention.keep (${keep.text})`)
      : writeFault(root, keepPath, `at least stories.window (${window.text})`),
  ];
}

/** A view is known by its slug. */
function checkSlugs(root: unknown): string[] {
  const views = valueAt(root, ["views"]);
  const seen = new Set<unknown>();
  return (Array.isArray(views) ? views : []).flatMap((_, index) => {
    const path = ["views", index, "slug"];
    const slug = valueAt(root, path);
    if (typeof slug === "string" && seen.has(slug))
      return [writeFault(root, path, "a slug that no view above has")];
    seen.add(slug);
    return [];
  });
}

function toSettings({ polling, network, sources, ...file }: ConfigFile, lookUp: LookUp): Settings {
  const access = sources.flatMap((source) => {
    const own = readAccess(source, lookUp).access;
    return own ? [[sourceAddress(source.url), own] as const] : [];
  });
  // Of lines with one address the first counts, as everywhere.
  const ownContent = sources.flatMap(({ url, content }) =>
    content === undefined ? [] : [[sourceAddress(url), content] as const],
  );
  return {
    site: {
      title: file.title,
      description: file.description,
      language: file.language,
      ...(file.siteUrl !== undefined && { url: file.siteUrl.replace(/\/+$/, "") }),
    },
    polling: {
      every: polling.every ?? { kind: "pace" },
      minEveryMs: polling.minEvery,
      maxEveryMs: polling.maxEvery,
      push: polling.push && file.siteUrl !== undefined,
      concurrency: polling.concurrency,
      perHost: polling.perHost,
      perHostGapMs: polling.perHostGap ?? usualGapMs,
      ownHostGapMs: polling.perHostGap ?? 0,
    },
    fetch: {
      timeoutMs: polling.timeout,
      maxBodyBytes: polling.maxBody,
      ...(polling.contact !== undefined && { contact: polling.contact }),
      allow: network.allow,
      ...(access.length > 0 && { access: Object.fromEntries(access) }),
    },
    stories: { windowMs: file.stories.window, granularity: file.stories.granularity },
    retention: toRetention(file.retention, sources),
    ...(file.backup && { backup: file.backup }),
    sources: sources.map(({ url, name, category, every, weight }) => ({
      url: sourceAddress(url),
      ...(name !== undefined && { name }),
      ...(category !== undefined && { category }),
      ...(every && { every }),
      ...(weight !== undefined && weight !== 1 && { weight }),
    })),
    views: file.views.map((view) => toView(view, sources)),
    ...(file.mute && { mute: withoutDoubles(file.mute) }),
    ...((file.content !== "full" || ownContent.length > 0) && {
      content: {
        usual: file.content,
        ...(ownContent.length > 0 && { own: Object.fromEntries(ownContent.toReversed()) }),
      },
    }),
  };
}

function toRetention(
  { keep, perSource }: ConfigFile["retention"],
  sources: ConfigFile["sources"],
): Settings["retention"] {
  // Of lines with one address the first counts, as everywhere.
  const own = sources
    .flatMap(({ url, keepEntries }) =>
      keepEntries === undefined ? [] : [[sourceAddress(url), keepEntries] as const],
    )
    .toReversed();
  return {
    keepMs: keep,
    ...(perSource !== undefined && { perSource }),
    ...(own.length > 0 && { own: Object.fromEntries(own) }),
  };
}

/** Of `perHostGap`, where the file does not name it. */
const usualGapMs = 1000;
