import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type LogLevel, logLevels } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import type { Settings } from "../model/settings.ts";
import type { Environment } from "./config.ts";
import { checkSettings } from "./validate.ts";

/**
 * Reads the environment, with the defaults that let the service start without any. Throws one UserError that names
 * every variable that cannot be used.
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const faults: string[] = [];
  const given = (name: string) => env[name]?.trim() || undefined;

  const port = given("PORT") ?? "3000";
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    faults.push(`PORT: expected a number from 0 to 65535, found "${port}"`);
  const logLevel = given("LOG_LEVEL") ?? "info";
  if (!logLevels.includes(logLevel as LogLevel))
    faults.push(`LOG_LEVEL: expected one of ${logLevels.join(", ")}, found "${logLevel}"`);
  const databaseUrl = given("DATABASE_URL") ?? "sqlite:data/wirefold.db";
  // The password of a database may stand in it: only the beginning is ever shown.
  if (!/^(?:sqlite:.|postgres(?:ql)?:\/\/)/.test(databaseUrl))
    faults.push(`DATABASE_URL: expected "sqlite:PATH", found "${databaseUrl.slice(0, 12)}…"`);

  if (faults.length > 0) throw new UserError(faults.map((fault) => `Cannot start: ${fault}.`).join("\n"));
  return {
    configPath: given("WIREFOLD_CONFIG") ?? "feeds.config.json",
    databaseUrl,
    host: given("HOST") ?? "127.0.0.1",
    port: Number(port),
    logLevel: logLevel as LogLevel,
  };
}

/**
 * Reads and checks the config file. Rejects with a UserError: why the file cannot be read, where its JSON breaks, or
 * every fault of its content by its path.
 */
export async function loadSettings(path: string): Promise<Settings> {
  const text = await readConfigFile(path);
  const checked = checkSettings(parseJson(text, path));
  if (checked.ok) return checked.settings;
  const count = checked.faults.length === 1 ? "1 fault" : `${checked.faults.length} faults`;
  throw new UserError(`${path} has ${count}:\n${checked.faults.map((fault) => `  ${fault}`).join("\n")}`);
}

async function readConfigFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const found =
      code === "ENOENT"
        ? `there is no such file. Create it with at least {"sources": [{"url": "https://…"}]}, or set WIREFOLD_CONFIG to where it is`
        : code === "EACCES" || code === "EPERM"
          ? "this user may not read it. Change its permissions"
          : code === "EISDIR"
            ? "it is a folder. Set WIREFOLD_CONFIG to the file itself"
            : (error as Error).message;
    throw new UserError(`Cannot read the config ${resolve(path)}: ${found}.`, { cause: error });
  }
}

function parseJson(text: string, path: string): unknown {
  const json = text.replace(/^\uFEFF/, ""); // some editors of Windows write a byte order mark
  if (json.trim() === "")
    throw new UserError(`${path} is empty. It needs at least {"sources": [{"url": "https://…"}]}.`);
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UserError(`${path} is not valid JSON: ${describeJsonFault(error, json)}.`, { cause: error });
  }
}

/** V8 tells the position for most faults; people count lines. */
function describeJsonFault(error: unknown, json: string): string {
  const message = (error as Error).message;
  const position = /at position (\d+)/.exec(message)?.[1];
  const what = message.replace(/,? ?\.{3}.*? is not valid JSON| in JSON at position.*$/g, "");
  if (position === undefined) return `${what}. A comma too many or too few, or a comment, is the usual cause`;
  const before = json.slice(0, Number(position)).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${what}`;
}
