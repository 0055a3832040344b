import { count } from "../base/count.ts";
import { UserError } from "../base/user-error.ts";
import { readEnvironment } from "../config/load.ts";
import { type CopyEnd, type CopyProgress, copyStore } from "../store/copy-store.ts";
import { openStore } from "../store/open.ts";
import type { Command, CommandInput } from "./command.ts";

export const migrate: Command = {
  name: "migrate",
  summary: "brings the database to the newest schema; with --to copies it into another one",
  help: `
Usage: node src/main.ts migrate
       node src/main.ts migrate --to postgres://USER:PASSWORD@HOST:PORT/DATABASE
       node src/main.ts migrate --to sqlite:PATH

Without --to: brings the schema of the database (DATABASE_URL) to the newest version, as every
start of the service does, and makes the database where there is none.

With --to: copies everything that is stored from DATABASE_URL into an empty database, with all
ids, so that addresses, feeds, readers and their marks stay what they are; then counts the rows
of each table on both sides and compares a hash of them. The source is read as it was at one
moment, and is not changed. Afterwards set DATABASE_URL to the new one, and start the service.

What was interrupted goes on when it is done again: what is there is compared, and only what
differs is written. So the first run may go on beside the service (of SQLite; it says then that
the store has changed meanwhile), and a second one, with the service stopped, is short. Until a
copy is whole no service opens it. A database that holds anything else is refused.

Options:
  --to URL    the database to copy to
  -h, --help  this text

Exit code: 0 where all was done; 1 where it was interrupted, where the source was written to
meanwhile, or a database cannot be used; 2 where the arguments are wrong.
`,
  options: { to: { type: "string" } },
  operands: "none",
  run: async ({ values, stop }) => {
    const { databaseUrl } = readEnvironment();
    const { to } = values;
    if (typeof to === "string") return copy(databaseUrl, to, stop);
    await (await openStore(databaseUrl)).close();
    process.stdout.write("The schema is of the newest version.\n");
    return 0;
  },
};

async function copy(from: string, to: string, stop: CommandInput["stop"]): Promise<0 | 1> {
  if (!/^(?:sqlite|postgres|postgresql):./.test(to))
    throw new UserError(`--to: expected postgres://USER:PASSWORD@HOST:PORT/DATABASE or sqlite:PATH.`, {
      exitCode: 2,
    });
  stop.listenForSignals();
  const progress = createProgress();
  const end = await copyStore({
    from,
    to,
    onProgress: progress.show,
    isStopped: () => stop.came(),
  }).finally(progress.clear);
  (end.kind === "copied" ? process.stdout : process.stderr).write(`${conclude(end)}\n`);
  return end.kind === "copied" ? 0 : 1;
}

function conclude(end: CopyEnd): string {
  switch (end.kind) {
    case "copied": {
      const resumed = end.isResumed ? ` (${count(end.written, "row")} by this run)` : "";
      return (
        `Copied ${count(end.rows, "row")} in ${count(end.tables, "table")}${resumed}; counts and hashes are the same on both sides.\n` +
        `Set DATABASE_URL to the new database, and start the service.`
      );
    }
    case "stopped":
      return "Stopped early. What was copied stays; the same command goes on from there.";
    case "changed":
      return (
        "All was copied as it was when this began, but the store has been written to since, so the copy is not used yet. " +
        "Stop the service, and do the same again: only what differs is written."
      );
    case "differs":
      return (
        `The copy is not what was written to it, in ${end.tables.join(", ")}: somebody else writes there, or its disk or memory is faulty. ` +
        "It cannot be opened as it is. Doing the same again mends what differs."
      );
  }
}

/** One line on stderr that is written over, where somebody is looking. */
function createProgress(): { show: (progress: CopyProgress) => void; clear: () => void } {
  if (!process.stderr.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: ({ act, table, rows, of }) =>
      void process.stderr.write(`\r\u001b[K${act} ${table}: ${rows} of ${count(of, "row")} …`),
    clear: () => void process.stderr.write("\r\u001b[K"),
  };
}
