import type { Connection } from "./database.ts";

type CounterName = "revision" | "story" | "placement" | "clock" | "name";

export const readCounter = async (connection: Connection, name: CounterName): Promise<number> =>
  (await connection.get<{ value: number }>("select value from counters where name = :name", { name }))
    ?.value ?? 0;

/** As `readCounter`; and until the transaction ends nobody else moves it. */
export const lockCounter = async (connection: Connection, name: CounterName): Promise<number> =>
  (
    await connection.get<{ value: number }>(
      "select value from counters where name = :name for no key update",
      {
        name,
      },
    )
  )?.value ?? 0;

/** Until the transaction ends nobody moves it; others may hold it as well. */
export const holdCounter = (connection: Connection, name: CounterName): Promise<unknown> =>
  connection.get("select value from counters where name = :name for share", { name });

/**
 * Moves a counter on by `by` and answers its new value. Until the transaction ends, others who want to move it wait: let it
 * be the last that a transaction does.
 */
export async function advanceCounter(connection: Connection, name: CounterName, by = 1): Promise<number> {
  const row = await connection.get<{ value: number }>(
    "update counters set value = value + :by where name = :name returning value",
    { name, by },
  );
  return row?.value ?? 0;
}

/** Never lowers a counter: ids once given out stay given out. */
export async function raiseCounter(connection: Connection, name: CounterName, to: number): Promise<void> {
  await connection.run("update counters set value = :to where name = :name and value < :to", { name, to });
}
