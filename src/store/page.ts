/** A stretch of a list; `next` is given back as `cursor` for what follows, absent at the end. */
export type Page<T> = Readonly<{ items: readonly T[]; next?: string }>;

/** A cursor that is none, for instance because somebody edited the address. */
export class BadCursorError extends Error {
  constructor(cursor: string) {
    super(`"${cursor.slice(0, 40)}" is no place in this list. Start again from its first page.`);
    this.name = "BadCursorError";
  }
}
