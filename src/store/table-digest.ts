import { createHash } from "node:crypto";

/** How many rows there are, and a hash of all: equal ones mean equal tables. */
export type TableDigest = Readonly<{ add(texts: readonly string[]): void; value(): string }>;

/** Rows are to be given as texts in which no line breaks, in the order of their keys. */
export function createDigest(): TableDigest {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add: (texts) => {
      rows += texts.length;
      for (const text of texts) hash.update(text).update("\n");
    },
    value: () => `${rows} ${hash.copy().digest("base64url")}`,
  };
}
