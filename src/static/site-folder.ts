import { appendFile, mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../base/user-error.ts";

/** A folder of files that we wrote; only these are ever changed or taken away. File names are relative, with "/". */
export type SiteFolder = Readonly<{
  /** What was written into it before and is there, as far as is known. */
  before: ReadonlySet<string>;
  /** Writes a file, as a whole or not at all; one that has these bytes already stays untouched. */
  put(file: string, bytes: Buffer): Promise<void>;
  /** Takes away what was there before and was not put again; answers what was done in all. */
  finish(): Promise<FolderChange>;
}>;

export type FolderChange = Readonly<{ written: number; unchanged: number; removed: number }>;

/** Names what we wrote, a line each: written to before a file is, so that a crash leaves nothing unnamed. */
const listName = ".wirefold-files";
const heading = "# Files that Wirefold's publish wrote here. It changes and removes these, and no others.";

/** Opens a folder, making it where there is none. Rejects with a UserError for one that holds others' files, or cannot be used. */
export async function openSiteFolder(path: string): Promise<SiteFolder> {
  const at = (file: string) => join(path, file);
  await naming(path, () => makeFolder(resolve(path)));
  const found = await naming(path, () => readdir(path));
  if (found.length > 0 && !found.includes(listName))
    throw new UserError(
      `${path} is not empty and was not made by publish: nothing in it was touched. Name an empty folder, or one that is not there yet.`,
    );
  const before = found.length > 0 ? await readList(at(listName)) : new Set<string>();
  if (found.length === 0) await naming(at(listName), () => writeFile(at(listName), `${heading}\n`));
  const now = new Set<string>();
  const change = { written: 0, unchanged: 0, removed: 0 };
  return {
    before,
    put: async (file, bytes) => {
      await naming(at(file), async () => {
        const there = await readFile(at(file)).catch(whereMissing);
        if (there && !before.has(file) && !now.has(file))
          throw new UserError(`${at(file)} is in the way: publish did not write it. Move it elsewhere.`);
        if (!before.has(file) && !now.has(file)) await appendFile(at(listName), `${file}\n`);
        now.add(file);
        if (there?.equals(bytes)) return void change.unchanged++;
        await makeFolder(dirname(at(file)));
        await replaceFile(at(file), bytes);
        change.written++;
      });
    },
    finish: async () => {
      for (const file of before) {
        if (now.has(file)) continue;
        await naming(at(file), () => rm(at(file), { force: true }));
        // Only an empty one can be.
        if (file.includes("/")) await rmdir(dirname(at(file))).catch(() => {});
        change.removed++;
      }
      const list = `${[heading, ...[...now].sort()].join("\n")}\n`;
      await naming(at(listName), () => replaceFile(at(listName), Buffer.from(list)));
      return { ...change };
    },
  };
}

/** Names that lead out of the folder are none of ours, whoever put them there. */
async function readList(path: string): Promise<ReadonlySet<string>> {
  const text = await naming(path, () => readFile(path, "utf8"));
  const names = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Set(
    names.filter(
      (name) => !/^\/|\\|\0/.test(name) && !name.split("/").some((part) => part === ".." || part === ""),
    ),
  );
}

/** A reader of the file sees the old bytes or the new ones. */
async function replaceFile(path: string, bytes: Buffer): Promise<void> {
  const temporary = join(dirname(path), `.wirefold-${process.pid}.tmp`);
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

/** One by one: with `recursive`, Node 24 never comes back where a file system answers ENOENT for ever, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

function whereMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Make room, and run publish again: it goes on where it stopped",
  EDQUOT: "this user may store no more. Make room, and run publish again",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "it can only be read",
  ENOTDIR: "part of its path is a file, not a folder",
  EISDIR: "a folder is in the way",
};

/** The system's own errors say neither what was tried nor what to do. */
async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new UserError(`Cannot write ${path}: ${reasons[code] ?? message}.`, { cause: error });
  }
}
