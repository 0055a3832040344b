/**
 * The constants of the learnt pace, chosen over captured feeds. `npm run bench pace` measures them, also those that one
 * half of the feeds alone would choose on the other half; ARCHITECTURE.md says what they were weighed against.
 */
export type PaceTuning = Readonly<{
  /** Days after which an article counts half for the rhythm of the day. */
  memoryDays: number;
  /** Hours after which it counts half for what goes on lately. */
  recentHours: number;
  /** How many articles an hour of the day needs until it is believed as much as the whole day. */
  hourDoubt: number;
  /** How many a burst or a lull needs. */
  recentDoubt: number;
  /** Minutes that the articles of a feed with one every two hours may wait, taken together, before it is asked. */
  waitMinutes: number;
  /** The power of the rate with which that grows: 0 spares most waiting by each request, 1 asks all feeds equally often. */
  evenness: number;
  /** Days of silence after which the interval grows by that alone; after twice as many it is the longest. */
  silenceDays: number;
  /** What share of a document may be new at a poll, so that nothing falls out of it between two. */
  documentShare: number;
}>;

export const paceTuning: PaceTuning = {
  memoryDays: 56,
  recentHours: 12,
  hourDoubt: 0.7,
  recentDoubt: 4,
  waitMinutes: 5.5,
  evenness: 0.37,
  silenceDays: 180,
  documentShare: 0.5,
};
