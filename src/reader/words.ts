const numbers = new Intl.NumberFormat("en");
const plurals = new Intl.PluralRules("en");
const lists = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "1 source", "1,204 sources". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${numbers.format(amount)} ${plurals.select(amount) === "one" ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export const list = (parts: readonly string[]): string => lists.format(parts);
