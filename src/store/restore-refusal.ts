import { UserError } from "../base/user-error.ts";

/** `what`: "file" or "database". Nothing of it is touched. */
type Place = Readonly<{ place: string; what: "file" | "database" }>;

export const anotherProgramIsThere = ({ place, what }: Place): UserError =>
  new UserError(`Cannot restore to ${place}: another program uses it. Set DATABASE_URL to a new ${what}.`);

/** That version's readers and marks would be put aside by one that cannot read them. */
export const newerStoreIsThere = (
  { place, what }: Place,
  { found, known }: Readonly<{ found: number; known: number }>,
): UserError =>
  new UserError(
    `Cannot restore to ${place}: it was written by a newer Wirefold (schema ${found}, this version knows up to ${known}). ` +
      `Restore with that version, or set DATABASE_URL to a new ${what}.`,
  );
