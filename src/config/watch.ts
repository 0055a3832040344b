import { statSync, unwatchFile, watchFile } from "node:fs";
import { type Clock, systemClock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import type { Settings } from "../model/settings.ts";
import { loadSettings } from "./load.ts";

/** The settings in force, and who wants to know of a change. */
export type SettingsSource = Readonly<{
  current(): Settings;
  /** When their file was written last. */
  changedAt(): Date;
  /** Calls `listener` after each change; answers how to end that. */
  onChange(listener: (settings: Settings) => void): () => void;
}>;

export type WatchedSettings = SettingsSource &
  Readonly<{
    /** What is wrong with the file at present, every fault by its path; undefined while the file is what is in force. */
    fault(): string | undefined;
    stop(): Promise<void>;
  }>;

/** Settings that never change: for the demo and for tests. */
export const fixedSettings = (settings: Settings): SettingsSource => ({
  current: () => settings,
  changedAt: () => new Date(0),
  onChange: () => () => {},
});

export type WatchParts = Readonly<{
  path: string;
  /** What was read from the file last. */
  initial: Settings;
  log: Log;
  clock?: Clock;
  /** How often the file is looked at. */
  intervalMs?: number;
}>;

/** Some editors empty a file before they write it: what is broken then is whole a moment later. */
const secondLookMs = 300;

/**
 * Keeps to a config file: a valid change is in force within `intervalMs` and a moment; a broken one is logged, kept in
 * `fault()`, and the last good one stays in force. The file is looked at by its inode, times and size, which sees also
 * what file-system events miss: editors that write another file and rename it, mounted folders, a file that is gone for
 * a while.
 */
export function watchSettings({
  path,
  initial,
  log,
  clock = systemClock,
  intervalMs = 1000,
}: WatchParts): WatchedSettings {
  const listeners = new Set<(settings: Settings) => void>();
  const stopping = new AbortController();
  let current = initial;
  let changedAt = writtenAt(path);
  let fault: string | undefined;

  const take = (settings: Settings) => {
    if (fault !== undefined) log.info("config is whole again", { path });
    fault = undefined;
    if (JSON.stringify(settings) === JSON.stringify(current)) return;
    current = settings;
    log.info("config changed", { path, sources: settings.sources.length });
    for (const listener of listeners) listener(settings);
  };
  const read = async () => {
    const written = writtenAt(path);
    let found = await readSettings(path);
    if (found instanceof UserError) {
      await clock.sleep(secondLookMs, stopping.signal);
      found = await readSettings(path);
    }
    if (stopping.signal.aborted) return;
    if (!(found instanceof UserError)) {
      changedAt = written;
      return take(found);
    }
    if (found.message === fault) return;
    fault = found.message;
    const faults = fault.split("\n").map((line) => line.trim());
    log.warn("config is broken; the last good one stays in force", { path, faults });
  };

  let reading: Promise<void> = Promise.resolve();
  // One reading after the other, so that the last state of the file wins.
  const readNext = () => {
    reading = reading
      .then(read)
      .catch((error: unknown) => log.error("cannot take over the config", { path, error }));
  };
  watchFile(path, { interval: intervalMs, persistent: false }, readNext);
  readNext(); // the file may have changed since `initial` was read

  return {
    current: () => current,
    changedAt: () => changedAt,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    fault: () => fault,
    stop: async () => {
      stopping.abort();
      unwatchFile(path, readNext);
      await reading;
    },
  };
}

/** Of a file that is gone for a moment: long ago. */
const writtenAt = (path: string): Date => statSync(path, { throwIfNoEntry: false })?.mtime ?? new Date(0);

/** The settings, or the fault that a person can mend. */
async function readSettings(path: string): Promise<Settings | UserError> {
  try {
    return await loadSettings(path);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
