/** Rooms that blocks have, in items: 1, 2, 3, 4, 6, 8, 12 … so that at most a third stays empty. */
const rooms = Array.from({ length: 60 }, (_, i) =>
  i % 2 === 1 ? 2 ** ((i + 1) / 2) : Math.ceil(3 * 2 ** (i / 2 - 1)),
).with(0, 1);

/** Blocks of one buffer, in a few sizes, for items of `width` numbers of 32 bits. */
export type NumberBlocks = Readonly<{
  /** The buffer. Another one after any call of `take`: never kept. */
  numbers(): Int32Array;
  /** Where a block of this size begins. */
  take(size: number): number;
  /** Gives a block back: whoever needs one of its size has it next. */
  give(block: number, size: number): void;
  bytes(): number;
}>;

export function createNumberBlocks(width: number): NumberBlocks {
  let numbers = new Int32Array(1024);
  let used = 0;
  /** Blocks that nobody has, by size: each begins with where the next one stands. */
  const free = new Int32Array(rooms.length).fill(-1);
  return {
    numbers: () => numbers,
    take(size) {
      const found = free[size]!;
      if (found >= 0) {
        free[size] = numbers[found]!;
        return found;
      }
      const block = used;
      used += rooms[size]! * width;
      if (used > numbers.length) numbers = grown(numbers, used);
      return block;
    },
    give(block, size) {
      numbers[block] = free[size]!;
      free[size] = block;
    },
    bytes: () => 4 * numbers.length,
  };
}

/** How many items a block of this size holds. */
export const roomOf = (size: number): number => rooms[size]!;

/** The smallest size of a block that holds so many items. */
export function sizeFor(items: number): number {
  let size = Math.max(0, 2 * (31 - Math.clz32(items)) - 1);
  while (rooms[size]! < items) size += 1;
  return size;
}

/** An array of at least this length, half as long again as before, that begins with what it held. */
export function grown<Numbers extends Int32Array | Float64Array | Uint8Array>(
  array: Numbers,
  length: number,
): Numbers {
  const Kind = array.constructor as new (length: number) => Numbers;
  const longer = new Kind(Math.max(length, Math.ceil(array.length * 1.5)));
  longer.set(array);
  return longer;
}
