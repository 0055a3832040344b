import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a program took from its start to its end: seconds on the clock, of processors (user and system), and MB. */
export type Cost = Readonly<{ wallS: number; cpuS: number; peakMb: number }>;
/** `isCut`: it was ended because its time was over. */
export type MeasuredRun = Cost &
  Readonly<{ stdout: string; stderr: string; code: number | null; isCut: boolean }>;
export type Command = Readonly<{
  file: string;
  args: readonly string[];
  cwd?: string;
  env?: Readonly<Record<string, string>>;
}>;

/**
 * Runs a program, with all that it starts, to its end, for at most `limitS` seconds. By Linux's `/proc`: processor time
 * is what we are told of children that have ended, memory the highest mark (VmHWM) of the largest process among them.
 */
export async function measuredRun({ file, args, cwd, env }: Command, limitS: number): Promise<MeasuredRun> {
  const cpuBefore = endedChildrenCpuS();
  const startedAt = performance.now();
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitS * 1000,
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (output.stderr += text));
  let peakMb = 0;
  const look = () => void (peakMb = Math.max(peakMb, ...familyOf(child.pid).map(peakMbOf)));
  const watch = setInterval(look, 20);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("close", resolve).on("error", reject),
  );
  clearInterval(watch);
  const wallS = (performance.now() - startedAt) / 1000;
  return { wallS, cpuS: endedChildrenCpuS() - cpuBefore, peakMb, code, isCut: child.killed, ...output };
}

/** Of /proc, what is there; a process that has just ended has nothing. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return "";
  }
}

/** proc(5): fields 16 and 17 of stat, in ticks of a hundredth of a second. The name before them may hold spaces. */
function endedChildrenCpuS(): number {
  const fields = readProc("self/stat")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

const peakMbOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readProc(`${pid}/status`))?.[1] ?? 0) / 1024;

function familyOf(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  const children = readProc(`${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return [pid, ...children.flatMap(familyOf)];
}
