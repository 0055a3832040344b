import { systemClock } from "../base/clock.ts";
import { UserError } from "../base/user-error.ts";
import { readEnvironment } from "../config/load.ts";
import { restoreBackup } from "../store/restore.ts";
import type { Command } from "./command.ts";
import { describeBackup } from "./describe-backup.ts";

export const restore: Command = {
  name: "restore",
  summary: "makes a store of a backup again",
  help: `
Usage: node src/main.ts restore [--force] FILE

Checks FILE, a backup, and makes a store of it where DATABASE_URL says: a new SQLite file, or an
empty PostgreSQL database. With --force also where a store is already: that one is kept beside it,
and the command says where. Stop the service first: while one runs on the store, nothing is
changed.

It needs as much room as FILE has: for SQLite beside the database; for PostgreSQL, besides what the
server needs, in the folder of FILE, or where that cannot be written in the temporary folder
(TMPDIR). Another program's database, or one of a newer version, is refused with --force, too.

What came after the backup is fetched again as far as feeds still list it. Numbers of stories,
entries and readers go on well above those of the backup, so that none that was given out since
comes to mean something else.

Options:
  --force     also where there is a store
  -h, --help  this text

Exit code: 0 where the store is there; 1 where FILE is no whole backup, or the database cannot be
used, and then nothing was changed; 2 where the arguments are wrong.
`,
  options: { force: { type: "boolean" } },
  operands: "some",
  run: async ({ values, operands: [file, ...more] }) => {
    if (file === undefined || more.length > 0)
      throw new UserError("restore: expected one file. See: node src/main.ts restore --help", {
        exitCode: 2,
      });
    const { databaseUrl } = readEnvironment();
    const { backup, kept } = await restoreBackup({
      file,
      databaseUrl,
      force: values["force"] === true,
      clock: systemClock,
    });
    process.stdout.write(`Restored ${file}:\n${describeBackup(backup)}`);
    if (kept !== undefined) process.stdout.write(`The store that was there is kept: ${kept}\n`);
    return 0;
  },
};
