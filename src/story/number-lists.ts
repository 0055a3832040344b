import { createNumberBlocks, grown, roomOf, sizeFor } from "./number-blocks.ts";

/**
 * Many short lists of numbers (32 bits) in one buffer: an article's terms, a term's articles. As arrays each would take
 * several times its content, and the collector of garbage would walk them all. An item is of `width` numbers.
 */
export type NumberLists = Readonly<{
  width: number;
  /** The items of all lists. Another array after any call that adds: never kept. */
  numbers(): Int32Array;
  /** Where in `numbers` the first item of a list stands, and how many items it has. */
  startOf(list: number): number;
  lengthOf(list: number): number;
  /** Makes a list hold just these numbers, a multiple of `width`. */
  fill(list: number, numbers: ArrayLike<number>): void;
  /** Adds an item of two numbers, where items are that wide. */
  push(list: number, first: number, second: number): void;
  /** Takes out the first item that begins with this number, if there is one; the others keep their order. */
  remove(list: number, first: number): void;
  clear(list: number): void;
  /** What all of it takes, for measurements. */
  bytes(): number;
}>;

export function createNumberLists(width: number): NumberLists {
  const blocks = createNumberBlocks(width);
  /** By list: its block, the size of that + 1 (0: none), how many items at its front are gone, how many are left. */
  let starts = new Int32Array(64);
  let sizes = new Uint8Array(64);
  let gone = new Int32Array(64);
  let lengths = new Int32Array(64);

  const reach = (list: number) => {
    if (list < starts.length) return;
    starts = grown(starts, list + 1);
    sizes = grown(sizes, list + 1);
    gone = grown(gone, list + 1);
    lengths = grown(lengths, list + 1);
  };
  const settle = (list: number, items: number) => {
    const size = sizeFor(items);
    starts[list] = blocks.take(size);
    sizes[list] = size + 1;
    gone[list] = 0;
  };
  const startOf = (list: number) => starts[list]! + gone[list]! * width;
  /** Room for one item more: where half is gone at the front the rest moves there, else into a larger block. */
  const makeRoom = (list: number) => {
    const length = lengths[list]!;
    const size = sizes[list]!;
    const room = size === 0 ? 0 : roomOf(size - 1);
    if (gone[list]! + length < room) return;
    const [start, block] = [startOf(list), starts[list]!];
    if (room > 0 && gone[list]! >= room / 2) gone[list] = 0;
    else settle(list, length + 1);
    const numbers = blocks.numbers();
    for (let i = 0; i < length * width; i++) numbers[starts[list]! + i] = numbers[start + i]!;
    if (size > 0 && starts[list] !== block) blocks.give(block, size - 1);
  };
  const clear = (list: number) => {
    if (list >= starts.length) return;
    if (sizes[list]! > 0) blocks.give(starts[list]!, sizes[list]! - 1);
    sizes[list] = 0;
    gone[list] = 0;
    lengths[list] = 0;
  };

  return {
    width,
    numbers: blocks.numbers,
    startOf,
    lengthOf: (list) => (list < lengths.length ? lengths[list]! : 0),
    clear,
    fill(list, items) {
      reach(list);
      clear(list);
      if (items.length === 0) return;
      settle(list, items.length / width);
      lengths[list] = items.length / width;
      const [start, numbers] = [starts[list]!, blocks.numbers()];
      for (let i = 0; i < items.length; i++) numbers[start + i] = items[i]!;
    },
    push(list, first, second) {
      reach(list);
      makeRoom(list);
      const at = startOf(list) + lengths[list]! * width;
      const numbers = blocks.numbers();
      numbers[at] = first;
      numbers[at + 1] = second;
      lengths[list]! += 1;
    },
    remove(list, first) {
      const start = startOf(list);
      const length = lengths[list]!;
      const numbers = blocks.numbers();
      let at = 0;
      while (at < length && numbers[start + at * width] !== first) at++;
      if (at === length) return;
      // What leaves stands near the front: the few before it move on by one, not the many behind it.
      for (let i = start + at * width - 1; i >= start; i--) numbers[i + width] = numbers[i]!;
      gone[list]! += 1;
      lengths[list]! -= 1;
      if (lengths[list] === 0) clear(list);
    },
    bytes: () => blocks.bytes() + 13 * starts.length,
  };
}
