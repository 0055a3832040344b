import { describeError } from "../base/log.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
};

/** Why a file that somebody named cannot be read; no full stop. Node's own words would name it twice. */
export function cannotRead(file: string, error: unknown): string {
  const { code = "" } = error as NodeJS.ErrnoException;
  return `Cannot read ${file}: ${Object.hasOwn(reasons, code) ? reasons[code] : describeError(error)}`;
}
