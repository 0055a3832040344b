/** Numbers, plurals, lists and dates as one language writes them: by Intl, never by hand. */
export type Formats = ReturnType<typeof formatsOf>;

/** `locale`: BCP 47, with the region whose dates are meant: "en-GB". */
export function formatsOf(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const number = (amount: number): string => numbers.format(amount);
  return {
    locale,
    number,
    /** "1 source", "1,204 sources": `forms` by the plural rules of the language, without the number. */
    count: (
      amount: number,
      forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>,
    ) => `${number(amount)} ${forms[plurals.select(amount)] ?? forms.other}`,
    /** "a", "a and b", "a, b and c". */
    list: (parts: readonly string[]): string => lists.format(parts),
  } as const;
}
