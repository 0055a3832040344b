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
import type { Connection, Database } from "./database.ts";

/** Stories as sagas: what each is remembered by, and which earlier one it follows on. */
export function createTopicStore(
  database: Database,
): Pick<StoryStore, "storiesToRemember" | "sagas" | "mergedInto"> {
  return {
    storiesToRemember: async ({ since, after, limit }) => {
      const rows = await database.all<RememberedRow>(
        `select s.id, s.first_report_at, s.last_report_at, t.profile
         from stories s left join story_topics t on t.story_id = s.id
         where s.id > :after and s.last_report_at >= :since order by s.id limit :limit`,
        { since: since.getTime(), after, limit },
      );
      return rows.map(toStoryToRemember);
    },
    sagas: async (ids, { named }) => readSagas(database, ids, named),
    mergedInto: async (id, { limit }) => {
      const rows = await database.all<MergedRow>(
        `select id, reason, merged_at from merged_stories where into_id = :id
         order by merged_at desc, id desc limit :limit`,
        { id, limit },
      );
      return rows.map(toMergedInto);
    },
  };
}

const sagaColumns = "s.id, e.title, e.language, s.first_report_at, s.coverage";

async function readSagas(
  connection: Connection,
  ids: readonly number[],
  named: number,
): Promise<ReadonlyMap<number, Saga>> {
  const rows = await connection.all<SagaRow & Readonly<{ is_later: boolean }>>(
    `with recursive chain (start, id, reason, depth) as (
       select story_id, earlier_id, reason, 1 from story_topics
       where story_id = any(:ids::bigint[]) and earlier_id is not null
       union all
       select chain.start, t.earlier_id, t.reason, chain.depth + 1
       from chain join story_topics t on t.story_id = chain.id
       where t.earlier_id is not null and chain.depth < :longest
     )
     select false as is_later, chain.start, chain.reason, chain.depth, ${sagaColumns}
     from chain left join stories s on s.id = chain.id and chain.depth <= :named
       left join entries e on e.id = s.lead_entry_id
     union all
     select true, t.earlier_id, t.reason, 0, ${sagaColumns}
     from story_topics t join stories s on s.id = t.story_id join entries e on e.id = s.lead_entry_id
     where t.earlier_id = any(:ids::bigint[])
     order by start, is_later, depth, first_report_at, id`,
    { ids, longest: longestChain, named },
  );
  const earlier = rows.filter((row) => !row.is_later);
  const later = rows.filter((row) => row.is_later);
  return toSagas(ids, earlier, later);
}

/** Stores profiles, and the links that were found; of a link to a story that has ended, to what took it in. */
export async function saveTopics(connection: Connection, topics: readonly StoryTopic[]): Promise<void> {
  if (topics.length === 0) return;
  const rows = lastOfEach(topics);
  await connection.run(
    `insert into story_topics (story_id, profile, earlier_id, reason)
     select s.id, t.profile, e.id, case when e.id is null then null else t.reason end
     from unnest(:storyIds::bigint[], :profiles::text[], :earlierIds::bigint[], :reasons::text[])
         as t (story_id, profile, earlier_id, reason)
       join stories s on s.id = t.story_id
       left join stories e on e.id < s.id
         and e.id = coalesce((select m.into_id from merged_stories m where m.id = t.earlier_id), t.earlier_id)
     on conflict (story_id) do update set profile = excluded.profile,
       earlier_id = coalesce(excluded.earlier_id, story_topics.earlier_id),
       reason = coalesce(excluded.reason, story_topics.reason)`,
    {
      storyIds: rows.map(({ storyId }) => storyId),
      profiles: rows.map(({ profile }) => JSON.stringify(profile)),
      earlierIds: rows.map(({ earlier }) => earlier?.storyId ?? null),
      reasons: rows.map(({ earlier }) => (earlier ? JSON.stringify(earlier.reason) : null)),
    },
  );
}

/** One statement writes no row twice: of a story that is there twice the later profile, and the latest link. */
function lastOfEach(topics: readonly StoryTopic[]): readonly StoryTopic[] {
  const last = new Map<number, StoryTopic>();
  for (const topic of topics) last.set(topic.storyId, { ...last.get(topic.storyId), ...topic });
  return [...last.values()];
}

/** Before `from` ends in `into`: what led to it leads there, and where `into` leads nowhere, it leads where `from` did. */
export async function mergeTopics(connection: Connection, from: number, into: number): Promise<void> {
  await connection.run(
    `update story_topics set earlier_id = case when :into < story_id then :into end where earlier_id = :from`,
    { from, into },
  );
  await connection.run(
    `insert into story_topics (story_id, profile, earlier_id, reason)
     select :into, null, t.earlier_id, t.reason from story_topics t
     where t.story_id = :from and t.earlier_id < :into
     on conflict (story_id) do update set
       reason = case when story_topics.earlier_id is null then excluded.reason else story_topics.reason end,
       earlier_id = coalesce(story_topics.earlier_id, excluded.earlier_id)`,
    { from, into },
  );
  await dropLinksApart(connection);
}

/** Of stories whose entries are moved by other hands than the grouper's: they are remembered anew. */
export async function forgetProfiles(
  connection: Connection,
  entryIds: readonly number[],
  storyIds: readonly number[],
): Promise<void> {
  await connection.run(
    `update story_topics set profile = null
     where story_id = any(:storyIds::bigint[]) or story_id in (select story_id from entries where id = any(:entryIds::bigint[]))`,
    { entryIds, storyIds },
  );
}

/** No link between stories that a person holds apart. */
export async function dropLinksApart(connection: Connection): Promise<void> {
  await connection.run(
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
     from pairs where story_id = pairs.story and earlier_id = pairs.not_after`,
  );
}
