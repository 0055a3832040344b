import { faultsOfAddress } from "./unsafe-html.ts";
import { parseFragment, type DefaultTreeAdapterMap } from "parse5";

/** What the formats' specifications say of values, and nothing else of ours knows: none of it is taken from `src`. */

const pathCharacter = String.raw`[\w.~:@!$&'()*+,;=/-]|%[\da-f]{2}`;
const webAddress = new RegExp(
  String.raw`^https?://(?:[a-z\d.-]+|\[[\da-f:.]+\])(?::\d+)?(?:/(?:${pathCharacter})*)?(?:\?(?:${pathCharacter}|\?)*)?(?:#(?:${pathCharacter}|\?)*)?$`,
  "i",
);

/** RFC 3986: absolute http(s), with a host, and nothing in it that would have to be percent-encoded. */
export const isWebAddress = (value: string): boolean => webAddress.test(value) && URL.canParse(value);

/** RFC 3986: absolute, of any scheme. */
export const isUri = (value: string): boolean => /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i.test(value);

/** BCP 47. */
export const isLanguage = (value: string): boolean => {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
};

export const isMediaType = (value: string): boolean => /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(value);
export const isCount = (value: string): boolean => /^\d+$/.test(value);

const days = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

/** RFC 822 with four digits of year, as the RSS profile asks, on its day of the week. */
export function isRfc822(value: string): boolean {
  const [, day = ""] =
    /^(\w{3}), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})$/.exec(
      value,
    ) ?? [];
  const instant = Date.parse(value);
  return !Number.isNaN(instant) && days[new Date(instant).getUTCDay()] === day;
}

/** RFC 3339, "T" and "Z" upper case (RFC 4287 3.3). */
export const isRfc3339 = (value: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value));

/** What in HTML would not do where it is read far from its page: addresses that are relative, or of a dangerous scheme; scripts. */
export function faultsOfContent(html: string): string[] {
  const faults: string[] = [];
  const visit = (node: DefaultTreeAdapterMap["childNode"]) => {
    if (!("tagName" in node)) return;
    if (/^(?:script|style|iframe|object|embed|base|meta|form)$/.test(node.tagName))
      faults.push(`<${node.tagName}> in the content`);
    for (const { name, value } of node.attrs) {
      if (/^(?:href|src|poster)$/.test(name)) faults.push(...faultsOfAddress(name, value));
      if (/^on|^style$/.test(name)) faults.push(`${name}= in the content`);
    }
    node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
  return faults;
}

/** A fault where a value is none that it must be. */
export const mustBe = (
  what: string,
  value: string | undefined,
  is: (value: string) => boolean,
  kind: string,
): string[] =>
  value !== undefined && is(value) ? [] : [`${what} is ${JSON.stringify(value?.slice(0, 80))}, not ${kind}`];
