import { type LiveStory, openStory } from "./live.ts";

/** The stories that have live members, by their ids and by the numbers that the index knows them by. */
export function createStoryRegister() {
  const byId = new Map<number, LiveStory>();
  const byNumber: (LiveStory | undefined)[] = [];
  const freeNumbers: number[] = [];
  return {
    /** The story of this id, new and empty where none has it. */
    get: (id: number): LiveStory => byId.get(id) ?? openStory(id),
    has: (id: number): boolean => byId.has(id),
    at: (number: number): LiveStory => byNumber[number]!,
    /** Takes in a story that is about to have members. */
    keep(story: LiveStory): void {
      if (byId.get(story.id) === story) return;
      byId.set(story.id, story);
      story.number = freeNumbers.pop() ?? byNumber.length;
      byNumber[story.number] = story;
    },
    /** Forgets a story that has none left. */
    drop(story: LiveStory): void {
      if (!byId.delete(story.id)) return;
      byNumber[story.number] = undefined;
      freeNumbers.push(story.number);
    },
    size: (): number => byId.size,
  };
}
