/** Open elements by the lower-case names of their tags, the innermost last; whether one is open is known without looking through all. */
export class TagStack<T extends Readonly<{ tag: string }>> {
  readonly open: T[] = [];
  readonly #counts = new Map<string, number>();

  push(one: T): void {
    this.open.push(one);
    this.#counts.set(one.tag, (this.#counts.get(one.tag) ?? 0) + 1);
  }

  has(tag: string): boolean {
    return (this.#counts.get(tag) ?? 0) > 0;
  }

  /** Closes all from the place `at` on; answers them, the innermost first. */
  closeFrom(at: number): T[] {
    const closed = this.open.splice(at).reverse();
    for (const { tag } of closed) this.#counts.set(tag, (this.#counts.get(tag) ?? 1) - 1);
    return closed;
  }

  /** The place of the innermost of this name, or -1. */
  placeOf(tag: string): number {
    return this.has(tag) ? this.open.findLastIndex((one) => one.tag === tag) : -1;
  }
}
