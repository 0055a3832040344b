import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, copyFile, mkdir, truncate, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

const projectRoot = resolve(import.meta.dirname, "../..");
/** Who is not root may mount where it is root of a namespace of its own. */
const isRoot = process.getuid?.() === 0;
const asOwner = ["--user", "--preserve-credentials"];
const ownNamespaces = ["--mount", ...(isRoot ? [] : ["--map-root-user"])];

/** Why this system lets nobody mount a small disk; undefined where it does. */
export function noSmallDisks(): string | undefined {
  if (process.platform !== "linux") return "mount namespaces are Linux's";
  try {
    execFileSync("unshare", [...ownNamespaces, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    return undefined;
  } catch (error) {
    return `unshare and mount: ${String((error as { stderr?: unknown }).stderr ?? error).trim()}`;
  }
}

/** Why no disk that can fail can be had here: a file with a file system of its own; undefined where it can. */
export function noFailingDisks(): string | undefined {
  if (!isRoot) return "only root may mount a file";
  const without = noSmallDisks();
  if (without !== undefined) return without;
  try {
    execFileSync("losetup", ["--find"], { stdio: "ignore" });
    execFileSync("mkfs.ext4", ["-V"], { stdio: "ignore" });
    return undefined;
  } catch (error) {
    return `losetup and mkfs.ext4: ${String(error)}`;
  }
}

/**
 * A disk of so many bytes for one test: in memory, mounted in a namespace of its own, so that nobody else sees it. What is
 * started `through` it finds it at `path`.
 */
export const smallDisk = (bytes: number) => diskIn(`mount -t tmpfs -o size=${bytes} tmpfs "$0"`, bytes);

/** The same, of a file system that turns read-only at its first error, and stays so until it is mounted anew. */
export const failingDisk = (bytes: number) =>
  diskIn(
    `truncate -s ${bytes} "$0.image" && mkfs.ext4 -q -F "$0.image" && mount -o loop,errors=remount-ro "$0.image" "$0"`,
    bytes,
  );

async function diskIn(mounting: string, bytes: number) {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder());
  const path = join(folder.path, "disk");
  await mkdir(path);
  const mount = `${mounting} && echo mounted && exec cat`;
  const holder = spawn("unshare", [...ownNamespaces, "sh", "-c", mount, path], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  stack.defer(async () => {
    holder.stdin.end();
    if (holder.exitCode === null) await once(holder, "exit");
  });
  await once(holder.stdout, "data");
  const pid = String(holder.pid);
  const seen = (name: string) => `/proc/${pid}/root${join(path, name)}`;
  const ballast = seen("ballast");
  const enter = ["nsenter", "--target", pid, "--mount", ...(isRoot ? [] : asOwner)] as const;
  const inside = (command: string) =>
    execFileSync(enter[0], [...enter.slice(1), "sh", "-c", command, path], { stdio: "pipe" });
  return {
    path,
    /** Of `startProgram`. */
    through: [...enter, "sh", "-c", 'cd "$0" && exec "$@"', projectRoot],
    /** Not a page can be written any more. */
    fill: async () => {
      await writeFile(ballast, "");
      for (let size = bytes; size >= 4096; size = Math.floor(size / 2)) await grow(ballast, size);
    },
    /** There is room again. */
    free: () => truncate(ballast, 0),
    /** Of a failing disk: it finds an error. */
    fail: () => inside(`mount -o remount,abort "$0"`),
    /** Of a failing disk that nobody uses: it is repaired, and mounted anew. */
    repair: () => inside(`umount "$0"; fsck.ext4 -fp "$0.image"; mount -o loop "$0.image" "$0"`),
    /** Copies a file off it. */
    copy: (name: string, to: string) => copyFile(seen(name), to),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** By so many bytes at a time, for as long as there is room. */
async function grow(file: string, bytes: number): Promise<void> {
  try {
    for (;;) await appendFile(file, Buffer.alloc(bytes));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
