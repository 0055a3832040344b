import type { Saga, StoryTopic } from "../../model/story.ts";
import {
  type MergedRow,
  type RememberedRow,
  type SagaRow,
  longestChain,
  toMergedInto,
  toSagas,
  toStoryToRemember,
} from "../saga-rows.ts";
import type { StoryStore } from "../story-store.ts";
import type { Database } from "./database.ts";

/** Stories as sagas: what each is remembered by, and which earlier one it follows on. */
export function createTopicStore(
  database: Database,
): Pick<StoryStore, "storiesToRemember" | "sagas" | "mergedInto"> {
  return {
    storiesToRemember: async ({ since, after, limit }) =>
      database
        .all<RememberedRow>(
          `select s.id, s.first_report_at, s.last_report_at, t.profile
           from stories s left join story_topics t on t.story_id = s.id
           where s.id > :after and s.last_report_at >= :since order by s.id limit :limit`,
          { since: since.getTime(), after, limit },
        )
        .map(toStoryToRemember),
    sagas: async (ids, { named }) => readSagas(database, ids, named),
    mergedInto: async (id, { limit }) =>
      database
        .all<MergedRow>(
          `select id, reason, merged_at from merged_stories where into_id = :id
           order by merged_at desc, id desc limit :limit`,
          { id, limit },
        )
        .map(toMergedInto),
  };
}

const sagaColumns = "s.id, e.title, e.language, s.first_report_at, s.coverage";

function readSagas(database: Database, ids: readonly number[], named: number): ReadonlyMap<number, Saga> {
  const list = JSON.stringify(ids);
  const earlier = database.all<SagaRow>(
    `with recursive chain (start, id, reason, depth) as (
       select story_id, earlier_id, reason, 1 from story_topics
       where story_id in (select value from json_each(:list)) and earlier_id is not null
       union all
       select chain.start, t.earlier_id, t.reason, depth + 1
       from chain join story_topics t on t.story_id = chain.id
       where t.earlier_id is not null and depth < :longest
     )
     select chain.start, chain.reason, ${sagaColumns}
     from chain left join stories s on s.id = chain.id and depth <= :named left join entries e on e.id = s.lead_entry_id
     order by chain.start, depth`,
    { list, longest: longestChain, named },
  );
  const later = database.all<SagaRow>(
    `select t.earlier_id as start, t.reason, ${sagaColumns}
     from story_topics t join stories s on s.id = t.story_id join entries e on e.id = s.lead_entry_id
     where t.earlier_id in (select value from json_each(:list)) order by t.earlier_id, s.first_report_at, s.id`,
    { list },
  );
  return toSagas(ids, earlier, later);
}

/** Stores profiles, and the links that were found; of a link to a story that has ended, to what took it in. */
export function saveTopics(database: Database, topics: readonly StoryTopic[]): void {
  for (const { storyId, profile, earlier } of topics)
    database.run(
      `insert into story_topics (story_id, profile, earlier_id, reason)
       select :storyId, :profile, e.id, case when e.id is null then null else :reason end
       from stories s left join stories e on e.id < s.id
         and e.id = coalesce((select into_id from merged_stories where id = :earlierId), :earlierId)
       where s.id = :storyId
       on conflict (story_id) do update set profile = excluded.profile,
         earlier_id = coalesce(excluded.earlier_id, earlier_id), reason = coalesce(excluded.reason, reason)`,
      {
        storyId,
        profile: JSON.stringify(profile),
        earlierId: earlier?.storyId,
        reason: earlier && JSON.stringify(earlier.reason),
      },
    );
}

/** Before `from` ends in `into`: what led to it leads there, and where `into` leads nowhere, it leads where `from` did. */
export function mergeTopics(database: Database, from: number, into: number): void {
  database.run(
    `update story_topics set earlier_id = case when :into < story_id then :into end where earlier_id = :from`,
    { from, into },
  );
  database.run(
    `insert into story_topics (story_id, profile, earlier_id, reason)
     select :into, null, earlier_id, reason from story_topics where story_id = :from and earlier_id < :into
     on conflict (story_id) do update set reason = case when earlier_id is null then excluded.reason else reason end,
       earlier_id = coalesce(earlier_id, excluded.earlier_id)`,
    { from, into },
  );
  dropLinksApart(database);
}

/** Of stories whose entries are moved by other hands than the grouper's: they are remembered anew. */
export function forgetProfiles(
  database: Database,
  entryIds: readonly number[],
  storyIds: readonly number[],
): void {
  database.run(
    `update story_topics set profile = null
     where story_id in (select value from json_each(:storyIds))
       or story_id in (select story_id from entries where id in (select value from json_each(:entryIds)))`,
    { entryIds: JSON.stringify(entryIds), storyIds: JSON.stringify(storyIds) },
  );
}

/** No link between stories that a person holds apart. */
export function dropLinksApart(database: Database): void {
  database.run(
    `with sides (one, other) as materialized (
       select distinct e.story_id, f.story_id
       from corrections d
         join correction_entries a on a.correction_id = d.id and a.side = 0 join entries e on e.id = a.entry_id
         join correction_entries b on b.correction_id = d.id and b.side = 1 join entries f on f.id = b.entry_id
       where d.kind = 'apart' and d.undone_at is null
     ), pairs (story, not_after) as materialized (
       select one, other from sides where one > other union select other, one from sides where other > one
     )
     update story_topics set earlier_id = null, reason = null
     where story_id in (select story from pairs) and (story_id, earlier_id) in (select story, not_after from pairs)`,
    {},
  );
}
