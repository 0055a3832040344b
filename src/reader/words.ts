const numbers = new Intl.NumberFormat("en");
const plurals = new Intl.PluralRules("en");
const lists = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "1 source", "1,204 sources". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${numbers.format(amount)} ${plurals.select(amount) === "one" ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export const list = (parts: readonly string[]): string => lists.format(parts);

/** "840 bytes", "2.4 kB", "1.2 MB". */
export const bytes = (amount: number): string =>
  amount < 1000
    ? count(amount, "byte")
    : amount < 1e6
      ? `${+(amount / 1e3).toFixed(1)} kB`
      : `${+(amount / 1e6).toFixed(1)} MB`;

/** Keeps a number and its unit on one line: "every 4 s". */
export const unbroken = (text: string): string =>
  text.replace(/(?<=\d) (?=(?:ms|s|min|h|d|%|[kM]B|bytes)(?![\p{L}\p{N}]))/gu, "\u00a0");
