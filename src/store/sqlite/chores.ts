import { type ChoreRow, longAgo, toChore } from "../chore-rows.ts";
import type { ChoreStore } from "../chore-store.ts";
import type { Database } from "./database.ts";

export function createChoreStore(database: Database): ChoreStore {
  return {
    chores: async () =>
      database
        .all<ChoreRow>("select name, begun_at, done_at, result, fault from chores order by name")
        .map(toChore),
    beginChore: async ({ name, at, lastBegunAt }) =>
      database.run(
        `insert into chores (name, begun_at) values (:name, :at)
         on conflict (name) do update set begun_at = excluded.begun_at where chores.begun_at = :last`,
        { name, at: at.getTime(), last: lastBegunAt?.getTime() },
      ).changes > 0,
    endChore: async ({ name, at, ...end }) => {
      switch (end.kind) {
        case "done":
          return void database.run(
            "update chores set done_at = :at, result = :result, fault = null where name = :name",
            { name, at: at.getTime(), result: end.result },
          );
        case "failed":
          return void database.run("update chores set fault = :fault where name = :name", {
            name,
            fault: end.fault,
          });
        case "stopped":
          return void database.run("update chores set begun_at = :longAgo where name = :name", {
            name,
            longAgo,
          });
      }
    },
    forgetChore: async (name) => void database.run("delete from chores where name = :name", { name }),
  };
}
