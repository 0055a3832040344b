import type { Database } from "./database.ts";

type CounterName = "revision" | "story" | "placement" | "clock" | "name" | "search_below";

export const readCounter = (database: Database, name: CounterName): number =>
  database.get<{ value: number }>("select value from counters where name = :name", { name })?.value ?? 0;

/** Moves a counter on by `by` and answers its new value. */
export function advanceCounter(database: Database, name: CounterName, by = 1): number {
  database.run("update counters set value = value + :by where name = :name", { name, by });
  return readCounter(database, name);
}

/** Never lowers a counter: ids once given out stay given out. */
export function raiseCounter(database: Database, name: CounterName, to: number): void {
  database.run("update counters set value = max(value, :to) where name = :name", { name, to });
}
