import { parseArgs } from "node:util";
import { describeError } from "../base/log.ts";
import { nearestName } from "../base/nearest-name.ts";
import type { StopRequest } from "../base/stop-request.ts";
import { UserError } from "../base/user-error.ts";
import { version } from "../base/version.ts";
import type { Command } from "./command.ts";

/** Loaded only when asked for: `parse` starts no web server, `group` opens no database. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import("./run.ts")).run,
  poll: async () => (await import("./poll.ts")).poll,
  parse: async () => (await import("./parse.ts")).parse,
  group: async () => (await import("./group.ts")).group,
  check: async () => (await import("./check.ts")).check,
  add: async () => (await import("./add.ts")).add,
  import: async () => (await import("./import.ts")).importOpml,
  export: async () => (await import("./export.ts")).exportOpml,
  migrate: async () => (await import("./migrate.ts")).migrate,
  backup: async () => (await import("./backup.ts")).backup,
  restore: async () => (await import("./restore.ts")).restore,
  regroup: async () => (await import("./regroup.ts")).regroup,
  publish: async () => (await import("./publish.ts")).publish,
  demo: async () => (await import("./demo.ts")).demo,
};

/** Runs one command line (without node and file name). Answers the exit code; never throws. */
export async function runCommandLine(args: readonly string[], stop: StopRequest): Promise<0 | 1 | 2> {
  try {
    return await dispatch(args, stop);
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`${error.message}\n`);
      return error.exitCode;
    }
    process.stderr.write(`${describeError(error)}\n`);
    return 1;
  }
}

async function dispatch([name, ...rest]: readonly string[], stop: StopRequest): Promise<0 | 1 | 2> {
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const list = await commandList();
    (name === undefined ? process.stderr : process.stdout).write(list);
    return name === undefined ? 2 : 0;
  }
  // `npm start` is `run`: what is written behind it, as in `npm start -- regroup`, names the command that is meant.
  if (name === "run" && rest[0] !== undefined && Object.hasOwn(commands, rest[0]))
    return dispatch(rest, stop);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw unknownName(name);
  const command = await load();
  const { values, positionals } = readArguments(command, rest);
  if (values["help"] === true) {
    process.stdout.write(`${command.help.trim()}\n`);
    return 0;
  }
  return command.run({ values, operands: positionals, stop });
}

function unknownName(name: string): UserError {
  const what = name.startsWith("-") ? "option" : "command";
  const meant = nearestName(name, what === "option" ? ["--help", "--version"] : Object.keys(commands));
  const hint =
    meant === undefined
      ? `The commands are ${Object.keys(commands).join(", ")}; --help says more.`
      : `Did you mean ${meant}? --help lists the commands.`;
  return new UserError(`Unknown ${what} "${name}". ${hint}`, { exitCode: 2 });
}

function readArguments(command: Command, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...command.options, help: { type: "boolean", short: "h" } },
      allowPositionals: command.operands === "some",
      strict: true,
    });
  } catch (error) {
    // node:util's own sentence names the option; its advice on how to pass positionals is of no use here.
    const [sentence] = describeError(error).split(". ");
    throw new UserError(`${sentence}. See: node src/main.ts ${command.name} --help`, {
      exitCode: 2,
      cause: error,
    });
  }
}

async function commandList(): Promise<string> {
  const rows = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(...rows.map((row) => row.name.length));
  return [
    "Wirefold reads feeds, folds what they say of one event into one story, and gives the stories out again.",
    "",
    "Usage: node src/main.ts COMMAND [OPTIONS]",
    "",
    ...rows.map((row) => `  ${row.name.padEnd(width)}  ${row.summary}`),
    "",
    "Every command has --help; --version says which Wirefold this is.",
    "",
  ].join("\n");
}
