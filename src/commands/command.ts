import type { ParseArgsOptionsConfig } from "node:util";
import type { StopRequest } from "../base/stop-request.ts";

/** One command of the command line. */
export type Command = Readonly<{
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What `--help` prints: usage, options, examples. */
  help: string;
  options: ParseArgsOptionsConfig;
  /** Whether it takes operands (files, addresses) besides options. */
  operands: "none" | "some";
  /**
   * Does the work and answers the exit code: 0 when it did its work, 1 when it could not.
   * Throws a UserError for what the person at the keyboard can mend (its `exitCode` 2: wrong arguments).
   */
  run(input: CommandInput): Promise<0 | 1>;
}>;

export type CommandInput = Readonly<{
  /** As `node:util` parseArgs answers them, checked against `options`. */
  values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  operands: readonly string[];
  /** For what goes on until it is stopped. */
  stop: StopRequest;
}>;
