import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type LogLevel, logLevels } from "../base/log.ts";
import { UserError } from "../base/user-error.ts";
import type { Settings } from "../model/settings.ts";
import type { Environment } from "./environment.ts";
import { findJsonFault } from "./json-fault.ts";
import { readProxies } from "./read-proxies.ts";
import { checkSettings } from "./validate.ts";

const leastConfig = '{"sources": [{"url": "https://…"}]}';

/** What holds where the environment says nothing. */
const standard = {
  WIREFOLD_CONFIG: "feeds.config.json",
  DATABASE_URL: "sqlite:data/wirefold.db",
  HOST: "127.0.0.1",
  PORT: "3000",
  LOG_LEVEL: "info",
} as const;
type Variable = keyof typeof standard;

/**
 * Reads the environment, with the defaults that let the service start without any; `own` are those of a command that
 * has others. Throws one UserError that names every variable that cannot be used.
 */
export function readEnvironment(
  env: NodeJS.ProcessEnv = process.env,
  own: Readonly<Partial<Record<Variable, string>>> = {},
): Environment {
  const faults: string[] = [];
  const read = (name: Variable) => env[name]?.trim() || (own[name] ?? standard[name]);

  const port = read("PORT");
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    faults.push(`PORT: expected a number from 0 to 65535, found "${port}".`);
  const logLevel = read("LOG_LEVEL");
  if (!isLogLevel(logLevel))
    faults.push(`LOG_LEVEL: expected one of ${logLevels.join(", ")}, found "${logLevel}".`);
  const databaseUrl = read("DATABASE_URL");
  // A password may stand in it: only its beginning is shown.
  if (!/^(?:sqlite:.|postgres(?:ql)?:\/\/.)/.test(databaseUrl))
    faults.push(
      `DATABASE_URL: expected "sqlite:PATH" or "postgres://USER:PASSWORD@HOST:PORT/DATABASE", found "${databaseUrl.slice(0, 8)}${databaseUrl.length > 8 ? "…" : ""}".`,
    );
  const { proxies, faults: proxyFaults } = readProxies(env);
  faults.push(...proxyFaults);

  if (faults.length > 0 || !isLogLevel(logLevel))
    throw new UserError(`The environment cannot be used:\n${indent(faults)}`);
  return {
    configPath: read("WIREFOLD_CONFIG"),
    databaseUrl,
    host: read("HOST"),
    port: Number(port),
    logLevel,
    proxies,
    // Not by any script: what another one has put into the background is to outlive it.
    startedByNpm: ["start", "demo", "npx"].includes(env["npm_lifecycle_event"] ?? ""),
  };
}

/**
 * Reads and checks the config file. Rejects with a UserError: why the file cannot be read, where its JSON breaks, or
 * every fault of its content by its path, a line each.
 */
export async function loadSettings(path: string): Promise<Settings> {
  return settingsIn(await readConfigFile(path), path);
}

/** As `loadSettings`, of a text that is, or is to be, the content of the file at `path`; `env` says what `${NAME}` is. */
export function settingsIn(text: string, path: string, env: NodeJS.ProcessEnv = process.env): Settings {
  const checked = checkSettings(parseJson(text, path), (name) => env[name]?.trim() || undefined);
  if (checked.ok) return checked.settings;
  const count = checked.faults.length === 1 ? "1 fault" : `${checked.faults.length} faults`;
  throw new UserError(`${path} has ${count}:\n${indent(checked.faults)}`);
}

/** The file's text. Rejects with a UserError, its cause the system's own error. */
export async function readConfigFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UserError(
      `Cannot read the config ${resolve(path)}: ${reasonAndRemedy(error as NodeJS.ErrnoException)}.`,
      { cause: error },
    );
  }
}

function reasonAndRemedy({ code = "", message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT" || code === "ENOTDIR")
    return `there is no such file. Create it with at least ${leastConfig}, or set WIREFOLD_CONFIG to where it is`;
  if (code === "EACCES" || code === "EPERM")
    return "this user may not read it. Give read permission, or set WIREFOLD_CONFIG to another file";
  if (code === "EISDIR") return "it is a folder. Set WIREFOLD_CONFIG to the file inside it";
  return `${message}. Set WIREFOLD_CONFIG to a file that can be read`;
}

function parseJson(text: string, path: string): unknown {
  const json = text.replace(/^\uFEFF/, ""); // some editors begin a file with a byte order mark
  if (json.trim() === "") throw new UserError(`${path} is empty. It needs at least ${leastConfig}.`);
  try {
    return JSON.parse(json);
  } catch (error) {
    const fault = findJsonFault(json);
    const where = fault
      ? `line ${fault.line}, column ${fault.column}: ${fault.what}`
      : (error as Error).message;
    throw new UserError(`${path} is not valid JSON: ${where}.`, { cause: error });
  }
}

const isLogLevel = (text: string): text is LogLevel => (logLevels as readonly string[]).includes(text);

const indent = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join("\n");
