/** A title as titles are compared: NFKC, lower case, letters and digits alone, one space between words. */
export const foldTitle = (title: string): string =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
