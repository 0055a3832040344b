import type { Chore } from "./chore-store.ts";

export type ChoreRow = Readonly<{
  name: string;
  begun_at: number;
  done_at: number | null;
  result: string | null;
  fault: string | null;
}>;

export const toChore = (row: ChoreRow): Chore => ({
  name: row.name,
  begunAt: new Date(row.begun_at),
  ...(row.done_at !== null && { doneAt: new Date(row.done_at) }),
  ...(row.result !== null && { result: row.result }),
  ...(row.fault !== null && { fault: row.fault }),
});

/** Of a chore that was stopped: as if it had been begun long ago. */
export const longAgo = 0;
