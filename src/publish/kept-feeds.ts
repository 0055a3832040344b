import type { Representation } from "../web/conditional.ts";

/**
 * Keeps rendered feeds: each address is rendered once for one `stamp`, however many ask at the same time, and stays for
 * as long as its stamp holds or something asked for more recently needs the room. Where a new rendering has the bytes
 * of the old one, the old one stays, with its compressed forms; and where it fails, the old one stays for `last`.
 */
export type KeptFeeds = Readonly<{
  get(address: string, stamp: string, render: () => Promise<Representation>): Promise<Representation>;
  /** What was rendered last, whatever has changed since. */
  last(address: string): Representation | undefined;
}>;

type Kept = { stamp: string; rendering: Promise<Representation>; rendered?: Representation };

export function createKeptFeeds({
  maxCount,
  maxBytes,
}: Readonly<{ maxCount: number; maxBytes: number }>): KeptFeeds {
  // A Map remembers the order in which it was filled: the first is what nobody has asked for the longest.
  const kept = new Map<string, Kept>();
  let bytes = 0;
  const weigh = ({ rendered }: Kept) => rendered?.body.length ?? 0;

  const drop = (address: string) => {
    const dropped = kept.get(address);
    if (dropped) bytes -= weigh(dropped);
    kept.delete(address);
  };
  const makeRoom = () => {
    for (const [address, each] of kept) {
      if (kept.size <= maxCount && bytes <= maxBytes) return;
      if (each.rendered) drop(address);
    }
  };
  const start = (address: string, stamp: string, render: () => Promise<Representation>): Kept => {
    const known = kept.get(address);
    const before = known?.rendered;
    const rendering = render().then((fresh) => (before && before.tag === fresh.tag ? before : fresh));
    const started: Kept = { stamp, rendering };
    rendering.then(
      (rendered) => {
        if (kept.get(address) !== started) return;
        started.rendered = rendered;
        bytes += weigh(started);
        makeRoom();
      },
      () => {
        if (kept.get(address) !== started) return;
        drop(address);
        if (!known?.rendered) return;
        kept.set(address, known);
        bytes += weigh(known);
        makeRoom();
      },
    );
    return started;
  };
  return {
    get: (address, stamp, render) => {
      const known = kept.get(address);
      const current = known?.stamp === stamp ? known : start(address, stamp, render);
      if (current !== known) drop(address);
      kept.delete(address);
      kept.set(address, current);
      return current.rendering;
    },
    last: (address) => kept.get(address)?.rendered,
  };
}
