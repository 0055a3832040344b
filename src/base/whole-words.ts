/** Whether `text` holds these words, whole and in their order, in any letter case: "AP" does not stand in "Japan Times". */
export const holdsWords = (text: string, words: string): boolean => spaced(text).includes(spaced(words));

const spaced = (text: string): string =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? ""
  } `;
