import { systemClock } from "../base/clock.ts";
import { UserError } from "../base/user-error.ts";
import { readEnvironment } from "../config/load.ts";
import { type BackupProgress, writeBackup } from "../store/backup.ts";
import { checkBackup } from "../store/read-backup.ts";
import type { Command } from "./command.ts";
import { describeBackup } from "./describe-backup.ts";

export const backup: Command = {
  name: "backup",
  summary: "writes everything that is stored into one file, while the service runs; or checks one",
  help: `
Usage: node src/main.ts backup [--force] FILE
       node src/main.ts backup --verify FILE

Writes what the store (DATABASE_URL) holds at this moment into FILE, while the service goes on:
entries, stories, what readers have marked, corrections, and what polling remembers. The config
file is not in it. Whatever the database is, a backup is one SQLite file, which ends with a hash
of itself, and which only this user may read: readers' secrets are in it. It takes its name when
it is whole and checked; until then there is no FILE, or what was there before.

With --verify: reads FILE alone, and says whether it is what was written, to the bit, and what
it holds. restore makes a store of it again.

The service takes backups by itself where the config says so: "backup": {"folder": "backups"}.

Options:
  --force     takes the place of a FILE that is there
  --verify    checks FILE instead
  -h, --help  this text

Exit code: 0 where the backup is whole; 1 where there is none, or it is damaged, or entries in it
are not as they were saved; 2 where the arguments are wrong.
`,
  options: { force: { type: "boolean" }, verify: { type: "boolean" } },
  operands: "some",
  run: async ({ values, operands: [file, ...more] }) => {
    if (file === undefined || more.length > 0)
      throw new UserError("backup: expected one file. See: node src/main.ts backup --help", { exitCode: 2 });
    if (values["verify"] === true && values["force"] === true)
      throw new UserError("backup: --force writes and --verify only reads; only one of them can be meant.", {
        exitCode: 2,
      });
    if (values["verify"] === true) return verify(file);
    const progress = createProgress();
    const written = await writeBackup({
      databaseUrl: readEnvironment().databaseUrl,
      file,
      force: values["force"] === true,
      clock: systemClock,
      onProgress: progress.show,
    }).finally(progress.clear);
    process.stdout.write(`Backed up to ${file}:\n${describeBackup(written)}`);
    return 0;
  },
};

async function verify(file: string): Promise<0 | 1> {
  const found = await checkBackup(file);
  process.stdout.write(`${file} is what was written, to the bit:\n${describeBackup(found)}`);
  return found.rotten.length === 0 ? 0 : 1;
}

/** One line on stderr that is written over, where somebody is looking. */
function createProgress(): { show: (progress: BackupProgress) => void; clear: () => void } {
  if (!process.stderr.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: ({ act, done, of }) =>
      void process.stderr.write(`\r\u001b[K${act}: ${Math.floor((100 * done) / Math.max(1, of))} % …`),
    clear: () => void process.stderr.write("\r\u001b[K"),
  };
}
