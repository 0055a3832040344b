/** Elements that give one category each. */
export const labels: readonly string[] = [
  "category",
  "atom:category",
  "dc:subject",
  "media:category",
  "itunes:category",
];
/** Elements that list several, with commas between them. */
export const labelLists: readonly string[] = ["media:keywords", "itunes:keywords", "keywords", "tags"];
