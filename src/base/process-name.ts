import { randomBytes } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * A name for this process that no other has, ever, and that says where it runs and as what: `host/pid/…`. Where processes
 * of one machine cannot see each other (containers of Linux) that is part of the place.
 */
export const processName = (): string => `${place()}/${process.pid}/${randomBytes(4).toString("hex")}`;

/**
 * Whether the process of this name is known to have ended: it ran where this one runs, and there is none of its number, or
 * that is this one. Of one that runs elsewhere nothing is known, nor of one whose number was given to another.
 */
export function hasEnded(name: string): boolean {
  const [where, pid] = [name.split("/").slice(0, -2).join("/"), Number(name.split("/").at(-2))];
  if (where !== place() || !Number.isSafeInteger(pid) || pid <= 0) return false;
  return pid === process.pid || !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

let known: string | undefined;
const place = (): string => (known ??= `${hostname()}${pidSpace()}`);

/** Equal numbers mean the same process only within one of these. */
function pidSpace(): string {
  try {
    return `:${/\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? ""}`;
  } catch {
    return ""; // no Linux: there is one
  }
}
