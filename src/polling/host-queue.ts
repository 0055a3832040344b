import type { HostLimiter, Turn } from "../fetch/host-limiter.ts";

/** What waits for its host, by host. Hosts take turns, so that one with five hundred feeds holds up no other. */
export type HostQueue<T> = Readonly<{
  size(): number;
  add(host: string, item: T): void;
  /** The next item whose host has a turn now, with that turn. */
  next(): Readonly<{ item: T; turn: Turn }> | undefined;
  /** How long until `next` may have one, in ms; undefined where it takes a turn to end first, or nothing waits. */
  waitMs(): number | undefined;
  /** Takes out what waits for one host, or everything. */
  remove(host?: string): readonly T[];
}>;

export function createHostQueue<T>(limiter: HostLimiter): HostQueue<T> {
  /** In the order in which hosts had their turns: who was served last comes last. */
  const waiting = new Map<string, T[]>();
  let size = 0;
  return {
    size: () => size,
    add: (host, item) => {
      size++;
      const items = waiting.get(host);
      if (items) items.push(item);
      else waiting.set(host, [item]);
    },
    next: () => {
      for (const [host, items] of waiting) {
        const turn = limiter.tryTake(host);
        if (!turn) continue;
        const item = items.shift() as T; // a host without items does not stay in the map
        size--;
        waiting.delete(host);
        if (items.length > 0) waiting.set(host, items);
        return { item, turn };
      }
      return undefined;
    },
    waitMs: () => {
      const waits = [...waiting.keys()].map((host) => limiter.waitMs(host)).filter((ms) => ms !== undefined);
      return waits.length > 0 ? Math.min(...waits) : undefined;
    },
    remove: (host) => {
      const hosts = host === undefined ? [...waiting.keys()] : [host];
      const items = hosts.flatMap((name) => waiting.get(name) ?? []);
      for (const name of hosts) waiting.delete(name);
      size -= items.length;
      return items;
    },
  };
}
