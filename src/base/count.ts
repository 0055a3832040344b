const numbers = new Intl.NumberFormat("en");
const plurals = new Intl.PluralRules("en");

/** "1 source", "1,204 sources": as the command line says it, in English. Pages have `words.formats`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${numbers.format(amount)} ${plurals.select(amount) === "one" ? one : many}`;
}
