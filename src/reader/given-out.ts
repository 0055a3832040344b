import { type GivingOut, givingOut } from "../model/content-rule.ts";
import type { EntryVersion } from "../model/entry.ts";
import type { StoryWithEntries } from "../model/story.ts";
import type { SharedParts } from "./frame.ts";

/** What of the articles may stand on pages; undefined where all of it may. */
export async function pageRights({
  store,
  content,
}: Pick<SharedParts, "store" | "content">): Promise<GivingOut | undefined> {
  const rules = content?.();
  return rules && givingOut(rules, await store.feeds());
}

/** A story with what of its articles may be given out. */
export function storyGivenOut<Story extends StoryWithEntries>(
  found: Story,
  giving: GivingOut | undefined,
): Story {
  if (!giving) return found;
  const [lead, ...others] = found.entries;
  return { ...found, entries: [giving.entry(lead), ...others.map((entry) => giving.entry(entry))] };
}

/** The same of what its articles said before: by the entries' ids. */
export function versionsGivenOut(
  versions: ReadonlyMap<number, readonly EntryVersion[]>,
  { entries }: StoryWithEntries,
  giving: GivingOut | undefined,
): ReadonlyMap<number, readonly EntryVersion[]> {
  if (!giving) return versions;
  const feedOf = new Map(entries.map(({ id, feedId }) => [id, feedId]));
  return new Map(
    Array.from(versions, ([id, said]) => [
      id,
      said.map((version) => giving.version(feedOf.get(id) ?? 0, version)),
    ]),
  );
}
