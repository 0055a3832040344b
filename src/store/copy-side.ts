import type { Key, StoredRow, StoredTable } from "./stored-tables.ts";

/** A store as its tables: what is copied, and where to. */
export type CopySide = Readonly<{
  /** How it is called for people, without a password. */
  place: string;
  /** In alphabetical order. */
  columns(table: StoredTable): Promise<readonly string[]>;
  count(table: StoredTable): Promise<number>;
  /** Rows in the order of their key, those after `after`. */
  page(table: StoredTable, query: PageQuery): Promise<readonly StoredRow[]>;
}>;

export type PageQuery = Readonly<{ after: Key | undefined; limit: number }>;

/** A store as it is at one moment. */
export type CopySource = CopySide &
  Readonly<{
    /** Its name, as a number: the same store has it for good. */
    store: number;
    lies: Whereabouts;
    /** The last id that each table has given out, also where that row is gone; 0 where none was. */
    lastIds(): Promise<ReadonlyMap<string, number>>;
    /** Whether somebody has written since that moment. Nothing is read after this. */
    hasChanged(): Promise<boolean>;
  }>;

/**
 * Where a store lies, to tell by whatever address it is called. `lock`: an advisory lock that is held while the store is
 * read; who finds it taken works in the same database.
 */
export type Whereabouts = Readonly<
  { kind: "file"; path: string } | { kind: "database"; lock: number; schema: string }
>;

/** A store that nobody else may open until the copy is whole. */
export type CopyTarget = CopySide &
  Readonly<{
    /** An earlier run left it half-done. */
    isResumed: boolean;
    /** Takes rows over, in place of those of the same key, and drops others: all or nothing, words of entries included. */
    write(table: StoredTable, change: TableChange): Promise<void>;
    /** Makes it a store like any other. Rejects, with nothing done, where rows refer to others that are not there. */
    finish(lastIds: ReadonlyMap<string, number>): Promise<void>;
  }>;

export type TableChange = Readonly<{
  columns: readonly string[];
  rows: readonly StoredRow[];
  /** Of each its key alone. */
  dropped: readonly StoredRow[];
}>;

/** What is said of a database in which a copy was begun and is not whole: who opens it sees a part of a store. */
export const halfDoneMessage = (place: string): string =>
  `Cannot open ${place}: a store is being copied there (migrate --to), or was and is not whole. Do that again: it goes on. ` +
  `Or set DATABASE_URL to another database.`;

/** What is said where something else lies in the place of a copy. */
export const takenMessage = (place: string, what: string): string =>
  `Cannot copy to ${place}: ${what}. Nothing was written. Name an empty database in --to.`;

export const itself = "that is the store itself";
export const otherStore = "a copy of another store was begun there, and is not whole";
export const otherVersion = "a copy was begun there by another version of Wirefold, and is not whole";
