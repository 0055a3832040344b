/** Letters of a run. */
const length = 4;

/**
 * Compares titles by their runs of four letters with one that was given before: sees what stems do not ("strike",
 * "strikers"). One table serves all, as titles are compared dozens of times for each article.
 */
export function createGrams() {
  /** An open table: of each run two letters in a number, and the number of the title that it was last seen in. */
  let [fronts, backs, titles] = [new Int32Array(512), new Int32Array(512), new Int32Array(512)];
  let current = 0;
  let distinct = 0;

  const find = (front: number, back: number): number => {
    const mask = titles.length - 1;
    let at = ((Math.imul(front, 0x9e3779b1) ^ Math.imul(back, 0x85ebca6b)) >>> 7) & mask;
    while (titles[at] === current && (fronts[at] !== front || backs[at] !== back)) at = (at + 1) & mask;
    return at;
  };
  return {
    /** From now on `resemblance` is with this title. */
    take(title: string): void {
      if (title.length * 2 > titles.length) {
        const room = 2 ** Math.ceil(Math.log2(title.length * 4));
        [fronts, backs, titles] = [new Int32Array(room), new Int32Array(room), new Int32Array(room)];
        current = 0;
      }
      if (current === 2 ** 31 - 1) {
        titles.fill(0);
        current = 0;
      }
      current += 1;
      distinct = 0;
      let front = 0;
      let back = 0;
      for (let i = 0; i < title.length; i++) {
        front = (front << 16) | (back >>> 16);
        back = (back << 16) | title.charCodeAt(i);
        if (i < length - 1) continue;
        const at = find(front, back);
        if (titles[at] === current) continue;
        titles[at] = current;
        fronts[at] = front;
        backs[at] = back;
        distinct += 1;
      }
    },
    /** The Dice coefficient, 0 to 1, of the runs of a title and of the one taken last. */
    resemblance(title: string): number {
      const count = title.length - length + 1;
      if (count <= 0 || distinct === 0) return 0;
      let shared = 0;
      let front = 0;
      let back = 0;
      for (let i = 0; i < title.length; i++) {
        front = (front << 16) | (back >>> 16);
        back = (back << 16) | title.charCodeAt(i);
        if (i >= length - 1 && titles[find(front, back)] === current) shared += 1;
      }
      return Math.min(1, (2 * shared) / (count + distinct));
    },
  };
}
