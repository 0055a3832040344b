const longest = 80;

/** A headline in quotation marks, cut to 80 characters; its own double ones become single, as printers set them. */
export function quoteTitle(title: string): string {
  const cut = title.length <= longest ? title : `${title.slice(0, longest - 1).trimEnd()}…`;
  return `“${cut.replaceAll("“", "‘").replaceAll("”", "’")}”`;
}
