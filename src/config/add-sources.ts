import { randomUUID } from "node:crypto";
import { chown, lstat, open, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../base/user-error.ts";
import type { Settings } from "../model/settings.ts";
import { readConfigFile, settingsIn } from "./load.ts";
import { type WrittenSource, withSources } from "./with-sources.ts";

/** A config file that does not exist yet. */
const newConfig = '{\n  "sources": []\n}\n';

/** The settings of a config file, or those of an empty one where there is none yet. Rejects as `loadSettings` does. */
export async function loadOrStartSettings(path: string): Promise<Settings> {
  return settingsIn((await readIfThere(path)) ?? newConfig, path);
}

/**
 * Adds sources at the end of a config file's list, or creates the file with them. The new content is checked as a whole
 * before it takes the old one's place, in one step: whoever reads the file sees all of the old one or all of the new.
 * Answers the settings that hold now. Rejects with a UserError; the file is then as it was.
 */
export async function addSources(
  path: string,
  added: readonly WrittenSource[],
): Promise<Readonly<{ settings: Settings; created: boolean }>> {
  refuseLogins(added);
  const found = await readIfThere(path);
  const old = found ?? newConfig;
  const before = settingsIn(old, path).sources.length;
  const text = withSources(old, added);
  const settings = settingsIn(text, path);
  // Two lists named "sources" in one file, for example: only the last one counts.
  if (settings.sources.length !== before + added.length)
    throw new UserError(`Cannot add to ${path}: its list of sources cannot be told. Add the source by hand.`);
  await replaceFile(path, text);
  return { settings, created: found === undefined };
}

/** `${NAME}` in a list or a page of somebody else's would send them our environment. */
function refuseLogins(added: readonly WrittenSource[]): void {
  for (const { url } of added) {
    const { username, password, host } = URL.parse(url) ?? { username: "", password: "", host: "" };
    if (username + password !== "")
      throw new UserError(
        `Cannot add the source at ${host}: its address holds a user name or password. Write it into the config by hand.`,
      );
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readConfigFile(path);
  } catch (error) {
    const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code;
    if (code === "ENOENT" && (await isFolder(dirname(resolve(path))))) return undefined;
    throw error;
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Writes beside the file and renames: the file keeps its mode and owner, a link to it stays one. */
async function replaceFile(path: string, text: string): Promise<void> {
  const target = await behindLinks(path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}`);
  try {
    const old = await stat(target).catch(() => undefined);
    const file = await open(temporary, "wx", 0o644);
    try {
      await file.writeFile(text);
      if (old) await file.chmod(old.mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    // Only root can give a file to another user; whoever else edits the file makes it theirs.
    if (old) await chown(temporary, old.uid, old.gid).catch(() => undefined);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UserError(`Cannot write ${target}: ${reasonAndRemedy(error as NodeJS.ErrnoException)}.`, {
      cause: error,
    });
  }
}

async function behindLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const link = await lstat(path).catch(() => undefined);
    return link?.isSymbolicLink() ? resolve(dirname(path), await readlink(path)) : resolve(path);
  }
}

function reasonAndRemedy({ code = "", message }: NodeJS.ErrnoException): string {
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return "this user may not write in its folder. Give write permission, or add the source to the file by hand";
  if (code === "ENOENT") return "its folder does not exist. Create it";
  if (code === "ENOSPC") return "the disk is full";
  if (code === "EBUSY") return "it is mounted as a single file. Mount its folder instead";
  return message;
}
