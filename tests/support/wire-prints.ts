/** A made-up agency dispatch, and what takes after it without being it. Texts are plain, a paragraph each. */
export type Dispatch = Readonly<{
  id: string;
  language: string;
  agency: string;
  /** As it stands before the first sentence; empty where the agency writes none. */
  dateline: string;
  title: string;
  /** What other desks put over the same text. */
  rewritten: readonly [string, string];
  /** A first line that an outlet puts before it. */
  opening: string;
  text: readonly [string, string, string, ...string[]];
  lookAlikes: readonly LookAlike[];
}>;

export type LookAlike = Readonly<{
  why: string;
  dateline?: string;
  sameOutlet?: true;
  title: string;
  text: readonly string[];
}>;

/** What an outlet's feed says of an article. `text` is HTML. */
export type Print = Readonly<{ outlet: string; language: string; title: string; text: string }>;

export type PrintPair = Readonly<{ why: string; copy: boolean; first: Print; second: Print }>;

const paragraph = (text: string) => `<p>${text}</p>`;
const inParagraphs = (texts: readonly string[]) => texts.map(paragraph).join("");
const isUnspaced = ({ language }: Dispatch) => language === "ja" || language === "zh";

/** The first characters, to the last whole word where words are spaced; half as many where they are not. */
function beginning(dispatch: Dispatch, length: number): string {
  const text = dispatch.text.join(isUnspaced(dispatch) ? "" : " ");
  return isUnspaced(dispatch)
    ? text.slice(0, length / 2)
    : text.slice(0, text.lastIndexOf(" ", length)).replace(/[.,]$/, "");
}

/** Other quotation marks, apostrophes, dashes and spaces than the dispatch has. */
function otherMarks(text: string): string {
  const curly = /[„“«「]/u.test(text);
  let open = false;
  return text
    .replace(/\s*[„“”«»"]\s*/gu, (mark) => {
      open = !open;
      const edge = open ? mark.match(/^\s*/)![0] : mark.match(/\s*$/)![0];
      if (curly) return open ? `${edge}"` : `"${edge}`;
      return open ? `${edge}“` : `”${edge}`;
    })
    .replace(/'/g, "’")
    .replace(/ - /g, " – ")
    .replace(/ (%|Prozent|euros|Euro|percent)/g, "\u00A0$1");
}

/** The markup of another system: blocks and breaks instead of paragraphs, a picture first, links, bold, soft hyphens. */
function otherMarkup({ dateline, text, title }: Dispatch): string {
  const [first, second, ...rest] = text;
  const longWord = /(\p{Ll}{5})(\p{Ll}{5})/gu;
  return `<figure><img src="https://images.example/1.jpg" alt=""><figcaption>${title} (file photo)</figcaption></figure>
    <div><strong>${dateline}${first.replace(longWord, "$1&shy;$2")}</strong></div><div>${second.replace(/^(\S+)/, '<a href="https://outlet.example/topic">$1</a>')}<br><br>
    ${rest.join("<br/><br/>")}</div><script>track()</script>`;
}

/** By language: what a desk changes to its own house style, word by word. */
const houseStyles: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/ (?:percent|pct)\b/g, "%"],
    [/ on Friday\b/g, " today"],
    [/\bMore than\b|\bmore than\b/g, "over"],
    [/\b(\w+)meters\b/g, "$1metres"],
    [/ p\.m\./g, "pm"],
    [/\bsaid\b/g, "told reporters"],
  ],
  de: [
    [/ Prozent\b/g, "%"],
    [/ am Freitag\b/g, " heute"],
    [/\b([Rr])und\b/g, "etwa"],
    [/ wie (.{5,40}) mitteilte/g, " so $1"],
    [/(\d)\.(\d\d) Uhr/g, "$1:$2 Uhr"],
    [/\bteilte\b/g, "gab"],
  ],
  fr: [
    [/ ?%/g, " pour cent"],
    [/\bvendredi\b/g, "ce vendredi 20 novembre"],
    [/\bQuelque\b/g, "Environ"],
    [/\bont annoncé\b/g, "indiquent"],
    [/(\d)\.(\d{3})\b/g, "$1 $2"],
  ],
  es: [
    [/ %/g, " por ciento"],
    [/\beste viernes\b/g, "hoy"],
    [/, informó (.{5,60})\./g, ", según $1."],
    [/(\d)\.(\d{3})\b/g, "$1 $2"],
  ],
  ja: [
    [/20日/g, "２０日"],
    [/約/g, "およそ"],
    [/と話した/g, "と語った"],
  ],
  zh: [
    [/(?:11月)?20日/g, "今天"],
    [/%/g, "个百分点"],
    [/表示/g, "说"],
  ],
};

const inHouseStyle = ({ language }: Dispatch, text: string) =>
  (houseStyles[language] ?? []).reduce((changed, [found, put]) => changed.replace(found, put), text);

const wire = (dispatch: Dispatch) => ({
  title: dispatch.title,
  text: inParagraphs([`${dispatch.dateline}${dispatch.text[0]}`, ...dispatch.text.slice(1)]),
});

type Written = Readonly<{ title: string; text: string }>;
type Treatment = Readonly<{
  why: string;
  first?: (dispatch: Dispatch) => Written;
  second: (dispatch: Dispatch) => Written;
}>;

/** What outlets do to a text. */
const treatments: readonly Treatment[] = [
  { why: "another headline", second: (d) => ({ ...wire(d), title: d.rewritten[0] }) },
  {
    why: "a first line of the outlet's own",
    second: (d) => ({ title: d.rewritten[1], text: inParagraphs([d.opening, ...d.text]) }),
  },
  {
    why: "the ending cut, and a link to read on",
    second: (d) => ({
      title: d.rewritten[0],
      text: `${paragraph(`${d.dateline}${beginning(d, 320)}…`)}<p><a href="https://outlet.example/1">[…]</a></p>`,
    }),
  },
  {
    why: "no dateline, the agency below",
    second: (d) => ({
      title: d.rewritten[1],
      text: `${inParagraphs(d.text)}<p><em>${d.agency}</em></p>`,
    }),
  },
  {
    why: "other quotation marks, dashes and spaces",
    second: (d) => ({ title: d.rewritten[0], text: otherMarks(wire(d).text) }),
  },
  {
    why: "the second paragraph dropped",
    second: (d) => ({
      title: d.rewritten[1],
      text: inParagraphs([`${d.dateline}${d.text[0]}`, ...d.text.slice(2)]),
    }),
  },
  { why: "other markup", second: (d) => ({ title: d.rewritten[0], text: otherMarkup(d) }) },
  {
    why: "its first 200 characters alone",
    second: (d) => ({ title: d.rewritten[0], text: paragraph(`${beginning(d, 200)}…`) }),
  },
  {
    why: "a first line against 200 characters",
    first: (d) => ({ title: d.title, text: paragraph(`${d.dateline}${beginning(d, 200)}…`) }),
    second: (d) => ({ title: d.rewritten[1], text: inParagraphs([d.opening, ...d.text]) }),
  },
  {
    why: "two beginnings, one after a first line",
    first: (d) => ({ title: d.rewritten[0], text: paragraph(`${beginning(d, 250)}…`) }),
    second: (d) => ({ title: d.rewritten[1], text: inParagraphs([d.opening, `${beginning(d, 300)}…`]) }),
  },
  {
    why: "words changed to the house style",
    second: (d) => ({
      title: d.rewritten[0],
      text: inParagraphs(d.text.map((each) => inHouseStyle(d, each))),
    }),
  },
  {
    why: "all at once",
    second: (d) => ({
      title: d.rewritten[1],
      text: inParagraphs([d.opening, ...d.text.filter((_, at) => at !== 2).map(otherMarks)]),
    }),
  },
];

/** Three treatments of each dispatch, every one as often as the others, and each of its look-alikes. */
export const pairsOf = (dispatches: readonly Dispatch[]): PrintPair[] =>
  dispatches.flatMap((dispatch, at) => {
    const by = (outlet: string, { title, text }: Written): Print => ({
      outlet: `${outlet}-${dispatch.id}.example`,
      language: dispatch.language,
      title,
      text,
    });
    const copies = [0, 1, 2].map((step): PrintPair => {
      const { why, first = wire, second } = treatments[(3 * at + step) % treatments.length]!;
      return {
        why: `${dispatch.id}: ${why}`,
        copy: true,
        first: by("first", first(dispatch)),
        second: by("second", second(dispatch)),
      };
    });
    const others = dispatch.lookAlikes.map((other): PrintPair => {
      const [first = "", ...rest] = other.text;
      const text = inParagraphs([`${other.dateline ?? ""}${first}`, ...rest]);
      return {
        why: `${dispatch.id}: ${other.why}`,
        copy: false,
        first: by("first", wire(dispatch)),
        second: by(other.sameOutlet ? "first" : "third", { title: other.title, text }),
      };
    });
    return [...copies, ...others];
  });
