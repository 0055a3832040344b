import { type ChoreRow, longAgo, toChore } from "../chore-rows.ts";
import type { ChoreStore } from "../chore-store.ts";
import type { Database } from "./database.ts";

export function createChoreStore(database: Database): ChoreStore {
  return {
    chores: async () => {
      const rows = await database.all<ChoreRow>(
        "select name, begun_at, done_at, result, fault from chores order by name",
      );
      return rows.map(toChore);
    },
    beginChore: async ({ name, at, lastBegunAt }) => {
      const { changes } = await database.run(
        `insert into chores (name, begun_at) values (:name, :at)
         on conflict (name) do update set begun_at = excluded.begun_at where chores.begun_at = :last::bigint`,
        { name, at: at.getTime(), last: lastBegunAt?.getTime() },
      );
      return changes > 0;
    },
    endChore: async ({ name, at, ...end }) => {
      switch (end.kind) {
        case "done":
          await database.run(
            "update chores set done_at = :at, result = :result, fault = null where name = :name",
            { name, at: at.getTime(), result: end.result },
          );
          break;
        case "failed":
          await database.run("update chores set fault = :fault where name = :name", {
            name,
            fault: end.fault,
          });
          break;
        case "stopped":
          await database.run("update chores set begun_at = :longAgo where name = :name", { name, longAgo });
      }
    },
    forgetChore: async (name) => void (await database.run("delete from chores where name = :name", { name })),
  };
}
