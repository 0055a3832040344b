import { spawn } from "node:child_process";
import { resolve } from "node:path";

const projectRoot = resolve(import.meta.dirname, "../..");

type Environment = Readonly<Record<string, string>>;

/** A log line of the program: `event` and its facts. */
export type LogLine = Readonly<Record<string, unknown> & { event: string }>;

/** `input`: of stdin. `through`: another program that becomes this one, with what comes before its command line. */
type Start = Readonly<{ input?: string | undefined; through?: readonly string[] }>;

/** Starts `node src/main.ts …` as npm does. What it wrote so far is in `output`; `ended` tells how it ended. */
export function startProgram(
  args: readonly string[],
  env: Environment = {},
  { input, through = [] }: Start = {},
) {
  const [command = "", ...parameters] = [...through, process.execPath, "src/main.ts", ...args];
  const child = spawn(command, parameters, {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: "production", TZ: "UTC", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (output.stderr += text));
  child.stdin.on("error", () => {}).end(input);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal })),
  );
  return {
    output,
    pid: child.pid!,
    ended,
    logged: () => readLog(output.stderr),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Runs one command to its end. */
export async function runProgram(args: readonly string[], env: Environment = {}, input?: string) {
  await using program = startProgram(args, env, { input });
  const { code, signal } = await program.ended;
  return { code, signal, ...program.output };
}

/** Starts the service on a free port, its data in `folder`, and waits until it is ready. */
export async function startServiceProgram(folder: string, config: string, args: readonly string[] = ["run"]) {
  const program = startProgram(args, {
    WIREFOLD_CONFIG: config,
    DATABASE_URL: `sqlite:${folder}/wirefold.db`,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "info",
  });
  const url = await until("the service is ready", 30_000, async () => {
    const started = program.logged().find((line) => line.event === "started");
    const url = started?.["url"];
    return typeof url === "string" && (await fetch(`${url}/readyz`)).ok ? url : undefined;
  }).catch(async (error: unknown) => {
    await program[Symbol.asyncDispose]();
    throw new Error(`${String(error)}\n${program.output.stderr.slice(-2000)}`, { cause: error });
  });
  return { ...program, url };
}

/** Asks again until `look` answers something; a real process cannot be given a clock. */
export async function until<T>(
  what: string,
  timeoutMs: number,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function readLog(stderr: string): LogLine[] {
  return stderr.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as LogLine];
    } catch {
      return [];
    }
  });
}
