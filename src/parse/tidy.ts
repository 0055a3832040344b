/** Elements that are nothing without something in them. */
const hollow: ReadonlySet<string> = new Set(
  "p div span figure figcaption a b i em strong small u ul ol li h1 h2 h3 h4 h5 h6 blockquote".split(" "),
);
const blank = /^(?:&nbsp;|\s)*$/;

type Open = { readonly tag: string; readonly at: number; holds: boolean };

/**
 * Sanitised HTML without elements that hold nothing, and without line breaks at the start of one: what is left where a
 * caption, a counting pixel or a script stood. One pass over the tags.
 */
export function withoutEmpty(html: string): string {
  const kept: string[] = [];
  const stack: Open[] = [{ tag: "", at: 0, holds: false }];
  for (const [token, slash, tag] of html.matchAll(/<(\/?)([a-z0-9]+)[^<>]*>|[^<]+/g)) {
    const inner = stack.at(-1);
    if (!inner) continue;
    if (tag === undefined) {
      if (!blank.test(token)) inner.holds = true;
      kept.push(token);
    } else if (token.endsWith("/>")) {
      if (tag === "br" && !inner.holds) continue;
      if (tag !== "br") inner.holds = true;
      kept.push(token);
    } else if (slash === "") {
      stack.push({ tag, at: kept.length, holds: !hollow.has(tag) });
      kept.push(token);
    } else {
      kept.push(token);
      if (stack.length > 1) stack.pop();
      const outer = stack.at(-1);
      if (inner.holds && outer) outer.holds = true;
      // A space stands for it, so that the words around it stay apart.
      if (!inner.holds && inner.tag === tag) kept.splice(inner.at, kept.length - inner.at, " ");
    }
  }
  while (kept.length > 0 && /^(?:\s*|<br \/>)$/.test(kept.at(-1) ?? "")) kept.pop();
  return kept.join("").trim();
}
