import { grown } from "./number-blocks.ts";

export type TermTexts = Readonly<{
  /** The number of a text, given out at its first call; `seed` keeps those of one language apart from another's. */
  numberOf(text: string, seed: number): number;
  /** Gives a number back: another text may have it next. */
  drop(number: number): void;
  size(): number;
  bytes(): number;
}>;

/**
 * Numbers for texts, from 0 on without gaps as far as that goes. Of a text 64 bits are kept and not itself: among a million
 * texts two that agree in all of them come up once in 37 million times, and would count as one word. A table of open
 * addresses (Knuth 6.4, algorithms L and R): a Map of so many strings takes six times as much, and stands still when it grows.
 */
export function createTermTexts(): TermTexts {
  /** By number. */
  let firsts = new Int32Array(256);
  let seconds = new Int32Array(256);
  /** Number + 1 by address; 0: nobody. */
  let table = new Int32Array(1024);
  let count = 0;
  const free: number[] = [];
  let next = 0;
  /** Nobody who chooses words can choose where they stand. */
  const salt = Math.floor(Math.random() * 2 ** 31) * 2 + 1;
  let first = 0;
  let second = 0;

  /** Two hashes of a text (FNV-1a, and the same by another prime, mixed as MurmurHash3 does at its end), left in the two variables. */
  const hash = (text: string, seed: number) => {
    let a = 0x811c9dc5 ^ seed;
    let b = 0x9e3779b9 ^ seed;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b);
      b ^= b >>> 15;
    }
    first = mixed(a ^ (b >>> 16));
    second = mixed(b ^ a);
  };
  const home = (a: number, b: number) => mixed(Math.imul(a, salt) ^ b) & (table.length - 1);
  /** Where the text last hashed stands, or where it would. */
  const find = (): number => {
    let at = home(first, second);
    for (; ; at = (at + 1) & (table.length - 1)) {
      const number = table[at]! - 1;
      if (number < 0 || (firsts[number] === first && seconds[number] === second)) return at;
    }
  };
  const double = () => {
    const old = table;
    table = new Int32Array(old.length * 2);
    for (const entry of old) {
      if (entry === 0) continue;
      let at = home(firsts[entry - 1]!, seconds[entry - 1]!);
      while (table[at] !== 0) at = (at + 1) & (table.length - 1);
      table[at] = entry;
    }
  };

  return {
    numberOf(text, seed) {
      hash(text, seed);
      const found = find();
      if (table[found] !== 0) return table[found]! - 1;
      const number = free.pop() ?? next++;
      if (number >= firsts.length) {
        firsts = grown(firsts, next);
        seconds = grown(seconds, next);
      }
      firsts[number] = first;
      seconds[number] = second;
      table[found] = number + 1;
      count += 1;
      if (count > table.length * 0.7) double();
      return number;
    },
    drop(number) {
      first = firsts[number]!;
      second = seconds[number]!;
      let hole = find();
      if (table[hole] !== number + 1) return;
      count -= 1;
      free.push(number);
      // Whoever stands behind, and may stand here as well, moves up.
      for (let at = (hole + 1) & (table.length - 1); table[at] !== 0; at = (at + 1) & (table.length - 1)) {
        const other = table[at]! - 1;
        const from = home(firsts[other]!, seconds[other]!);
        if (((at - from) & (table.length - 1)) < ((at - hole) & (table.length - 1))) continue;
        table[hole] = other + 1;
        hole = at;
      }
      table[hole] = 0;
    },
    size: () => count,
    bytes: () => 4 * (table.length + 2 * firsts.length) + 8 * free.length,
  };
}

/** The finisher of MurmurHash3 (Appleby, public domain): every bit of what comes in moves half of what goes out. */
function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
