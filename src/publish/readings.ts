import type { FeedReading } from "./render-feed.ts";

/** What was read last of the store, each by a `key` that says of what and when: the formats of one feed share it. */
export type Readings = Readonly<{
  get(key: string, read: () => Promise<FeedReading>): Promise<FeedReading>;
}>;

export function createReadings({ maxCount }: Readonly<{ maxCount: number }>): Readings {
  const kept = new Map<string, Promise<FeedReading>>();
  return {
    get: (key, read) => {
      const known = kept.get(key);
      if (known) return known;
      const reading = read();
      kept.set(key, reading);
      const [oldest] = kept.keys();
      if (kept.size > maxCount && oldest !== undefined) kept.delete(oldest);
      reading.catch(() => kept.delete(key));
      return reading;
    },
  };
}
