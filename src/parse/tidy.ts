import { readTokens } from "./safe-tokens.ts";

/** Elements that are nothing without something in them. */
const hollow: ReadonlySet<string> = new Set(
  "p div span figure figcaption a b i em strong small u ul ol li h1 h2 h3 h4 h5 h6 blockquote".split(" "),
);
const blank = /^(?:&nbsp;|\s)*$/;

type Open = { readonly tag: string; readonly at: number; holds: boolean };
/** A piece that goes, and what stands in its place. */
type Cut = Readonly<{ from: number; to: number; instead: string }>;

/**
 * Sanitised HTML without elements that hold nothing, and without line breaks at the start of one: what is left where a
 * caption, a counting pixel or a script stood. One pass over the tags.
 */
export function withoutEmpty(html: string): string {
  const cuts: Cut[] = [];
  const outermost: Open = { tag: "", at: 0, holds: false };
  const stack = [outermost];
  const innermost = () => stack.at(-1) ?? outermost;
  readTokens(html, {
    text: (from, to) => {
      const inner = innermost();
      inner.holds ||= !blank.test(html.slice(from, to));
    },
    open: (tag, from, to) => {
      const inner = innermost();
      if (!html.startsWith("/>", to - 2)) stack.push({ tag, at: from, holds: !hollow.has(tag) });
      else if (tag !== "br") inner.holds = true;
      else if (!inner.holds) cuts.push({ from, to, instead: "" });
    },
    close: (tag, _from, to) => {
      const inner = innermost();
      if (stack.length > 1) stack.pop();
      if (inner.holds) innermost().holds = true;
      // A space stands for it, so that the words around it stay apart.
      else if (inner.tag === tag) {
        while ((cuts.at(-1)?.from ?? -1) >= inner.at) cuts.pop();
        cuts.push({ from: inner.at, to, instead: " " });
      }
    },
  });
  return withoutBreaksAtEnd(withCuts(html, cuts).trim());
}

function withCuts(html: string, cuts: readonly Cut[]): string {
  if (cuts.length === 0) return html;
  const kept: string[] = [];
  let at = 0;
  for (const { from, to, instead } of cuts) {
    kept.push(html.slice(at, from), instead);
    at = to;
  }
  kept.push(html.slice(at));
  return kept.join("");
}

const lineBreak = "<br />";

function withoutBreaksAtEnd(html: string): string {
  let rest = html;
  while (rest.endsWith(lineBreak)) rest = rest.slice(0, -lineBreak.length).trimEnd();
  return rest;
}
