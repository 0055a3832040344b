import { grown } from "./number-blocks.ts";
import type { Slot } from "./term-index.ts";

/** What stands under this many articles already (a feed's standing line) needs no more of them to be found by. */
const mostOfKey = 64;

export type SlotsByKey = Readonly<{
  /** Notes an article under a key of 32 bits; nothing where the key has 64 already. */
  add(key: number, slot: Slot): void;
  remove(key: number, slot: Slot): void;
  /** The articles under a key, in order of arrival. */
  get(key: number): readonly Slot[];
  bytes(): number;
}>;

/**
 * Which articles have a key: chains in flat buffers. Nearly every key is one article's alone, and an article has ten of
 * them: as lists in a Map they would take more than all else of it.
 */
export function createSlotsByKey(): SlotsByKey {
  /** The first node of each chain, and of each node the next; both + 1, so that 0 is none. */
  let heads = new Int32Array(256);
  let keys = new Int32Array(256);
  let slots = new Int32Array(256);
  let nexts = new Int32Array(256);
  let count = 0;
  let used = 0;
  let free = 0;

  // Keys are hashes already, whose authors might aim at low bits: high ones are mixed in.
  const home = (key: number) => (Math.imul(key, 0x9e3779b1) >>> 7) & (heads.length - 1);
  const takeNode = (): number => {
    if (free !== 0) {
      const node = free;
      free = nexts[node - 1]!;
      return node;
    }
    used += 1;
    if (used > keys.length)
      [keys, slots, nexts] = [grown(keys, used), grown(slots, used), grown(nexts, used)];
    return used;
  };
  /** Puts a node at the end of its chain, or nowhere (false) where so many of its key stand there already. */
  const append = (node: number, most: number): boolean => {
    const key = keys[node - 1]!;
    const at = home(key);
    let [last, same] = [0, 0];
    for (let other = heads[at]!; other !== 0; other = nexts[other - 1]!) {
      if (keys[other - 1] === key) same += 1;
      last = other;
    }
    if (same >= most) return false;
    nexts[node - 1] = 0;
    if (last === 0) heads[at] = node;
    else nexts[last - 1] = node;
    return true;
  };
  const giveNode = (node: number) => {
    nexts[node - 1] = free;
    free = node;
  };
  const double = () => {
    const old = heads;
    heads = new Int32Array(old.length * 2);
    for (const head of old)
      for (let node = head, next: number; node !== 0; node = next) {
        next = nexts[node - 1]!;
        append(node, Infinity);
      }
  };

  return {
    get(key) {
      const found: Slot[] = [];
      for (let node = heads[home(key)]!; node !== 0; node = nexts[node - 1]!)
        if (keys[node - 1] === key) found.push(slots[node - 1]!);
      return found;
    },
    add(key, slot) {
      const node = takeNode();
      keys[node - 1] = key;
      slots[node - 1] = slot;
      if (!append(node, mostOfKey)) {
        giveNode(node);
        return;
      }
      count += 1;
      if (count > heads.length) double();
    },
    remove(key, slot) {
      const at = home(key);
      let before = 0;
      for (let node = heads[at]!; node !== 0; before = node, node = nexts[node - 1]!) {
        if (keys[node - 1] !== key || slots[node - 1] !== slot) continue;
        if (before === 0) heads[at] = nexts[node - 1]!;
        else nexts[before - 1] = nexts[node - 1]!;
        giveNode(node);
        count -= 1;
        return;
      }
    },
    bytes: () => 4 * (heads.length + 3 * keys.length),
  };
}
