/** Which rows of a list: parts of its `where`, and the values that they name. */
export type Which = Readonly<{
  conditions: readonly string[];
  parameters: Readonly<Record<string, string | number>>;
}>;
