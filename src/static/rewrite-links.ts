/**
 * Every link of a page to an address of our own, as `rewrite` says; undefined takes the link away and leaves what it
 * stood on. Tags are found as our views and the sanitiser write them: with no bare ">" in a value.
 */
export const rewriteLinks = (html: string, rewrite: (address: string) => string | undefined): string =>
  html.replaceAll(/<[a-z][^>]*>/gi, (tag) =>
    tag.replaceAll(/\s(href|src)="(\/(?!\/)[^"]*)"/g, (_, name: string, address: string) => {
      const rewritten = rewrite(address.replaceAll("&amp;", "&"));
      return rewritten === undefined ? "" : ` ${name}="${rewritten.replaceAll("&", "&amp;")}"`;
    }),
  );
