import type { Connection } from "./database.ts";

/** A correction is about two sides: where the entries of one are gone, it says nothing any more. */
export async function dropSpentCorrections(connection: Connection): Promise<void> {
  await connection.run(
    `delete from corrections where
       not exists (select 1 from correction_entries c where c.correction_id = corrections.id and c.side = 0)
       or not exists (select 1 from correction_entries c where c.correction_id = corrections.id and c.side = 1)`,
  );
}
