import { unwatchFile, watchFile } from "node:fs";
import type { Log } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import type { Settings } from "../model/settings.ts";
import { loadSettings } from "./load.ts";

/** The settings in force, and who wants to know of a change. */
export type SettingsSource = Readonly<{
  current(): Settings;
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
  onChange: () => () => {},
});

/**
 * Keeps to a config file: a valid change is in force within `intervalMs` and a moment; a broken one is logged, kept in
 * `fault()`, and the last good one stays in force. The file is looked at by its time and size, which also sees editors
 * that write another file and rename it, files that come by a mounted folder, and a file that is gone for a while.
 */
export function watchSettings({
  path,
  initial,
  log,
  intervalMs = 1000,
}: Readonly<{ path: string; initial: Settings; log: Log; intervalMs?: number }>): WatchedSettings {
  const listeners = new Set<(settings: Settings) => void>();
  let current = initial;
  let fault: string | undefined;
  let reading: Promise<void> = Promise.resolve();
  let stopped = false;

  const read = async () => {
    if (stopped) return;
    try {
      const settings = await loadSettings(path);
      fault = undefined;
      if (JSON.stringify(settings) === JSON.stringify(current)) return;
      current = settings;
      log.info("config changed", { path, sources: settings.sources.length });
      for (const listener of listeners) listener(settings);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      fault = error.message;
      log.warn("config is broken; the last good one stays in force", {
        path,
        faults: error.message.split("\n"),
      });
    }
  };
  // One reading after the other, so that the last state of the file wins.
  const onFileChange = () => {
    reading = reading
      .then(read)
      .catch((error: unknown) => log.error("cannot watch the config", { path, error }));
  };
  watchFile(path, { interval: intervalMs, persistent: false }, onFileChange);

  return {
    current: () => current,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    fault: () => fault,
    stop: async () => {
      stopped = true;
      unwatchFile(path, onFileChange);
      await reading;
    },
  };
}
