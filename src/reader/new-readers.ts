import { hourMs } from "../base/duration.ts";
import type { ReaderParts } from "./frame.ts";

/** Each is a row that stays for months, and whoever sends no cookie gets one: a program could make them without end. */
export const mostInAnHour = 1000;

const made = new WeakMap<object, Readonly<{ hour: number; count: number }>>();

/** Who asks; a browser's first change makes it a reader. Undefined where too many were made within this hour, by this process. */
export async function knownReader({
  reader,
  store,
  clock,
}: Pick<ReaderParts, "reader" | "store" | "clock">): Promise<number | undefined> {
  if (reader) return reader.id;
  const now = clock.now();
  const hour = Math.floor(now.getTime() / hourMs);
  const before = made.get(store);
  const count = before?.hour === hour ? before.count : 0;
  if (count >= mostInAnHour) return undefined;
  made.set(store, { hour, count: count + 1 });
  return (await store.addReader(now)).id;
}
