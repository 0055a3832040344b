import { faultsOfContent, isLanguage, isMediaType, isRfc3339, isWebAddress } from "./feed-values.ts";

/** What a value is, or a fault; `at` says where it stands. */
type Rule = (value: unknown, at: string) => string[];
type Rules = Readonly<Record<string, Rule>>;

const rule =
  (is: (text: string) => boolean, kind: string): Rule =>
  (value, at) =>
    typeof value === "string" && is(value)
      ? []
      : [`${at} is ${JSON.stringify(value)?.slice(0, 80)}, not ${kind}`];
const text = rule((value) => value.trim() !== "", "a text");
const address = rule(isWebAddress, "an address");
const date = rule(isRfc3339, "an RFC 3339 date");
const language = rule(isLanguage, "a language");
const count: Rule = (value, at) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? [] : [`${at} is no count`];
const flag: Rule = (value, at) => (typeof value === "boolean" ? [] : [`${at} is neither true nor false`]);
const html: Rule = (value, at) =>
  typeof value === "string" ? faultsOfContent(value).map((fault) => `${at}: ${fault}`) : [`${at} is no text`];

const listOf =
  (one: Rule): Rule =>
  (value, at) =>
    Array.isArray(value)
      ? value.flatMap((each, index) => one(each, `${at}[${index}]`))
      : [`${at} is no list`];

/** An object with these keys and no others, but for extensions: objects whose names begin with an underscore. */
const object =
  (
    rules: Rules,
    required: readonly string[],
    more: (value: Readonly<Record<string, unknown>>) => string[] = () => [],
  ): Rule =>
  (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${at} is no object`];
    const own = value as Readonly<Record<string, unknown>>;
    return [
      ...required.filter((name) => !(name in own)).map((name) => `${at}: no ${name}`),
      ...Object.entries(own).flatMap(([name, each]) => {
        if (name.startsWith("_")) return extension(each, `${at}.${name}`);
        const known = Object.hasOwn(rules, name) ? rules[name] : undefined;
        return known ? known(each, `${at}.${name}`) : [`${at}.${name} is no key of JSON Feed`];
      }),
      ...more(own).map((fault) => `${at}: ${fault}`),
    ];
  };

const extension: Rule = (value, at) =>
  typeof value === "object" && value !== null && Object.keys(value).every((name) => !name.includes("."))
    ? []
    : [`${at} is no object with keys without dots`];

const author = object({ name: text, url: address, avatar: address }, [], (own) =>
  Object.keys(own).length > 0 ? [] : ["an author of whom nothing is said"],
);
const attachment = object(
  {
    url: address,
    mime_type: rule(isMediaType, "a media type"),
    title: text,
    size_in_bytes: count,
    duration_in_seconds: count,
  },
  ["url", "mime_type"],
);
const item = object(
  {
    id: text,
    url: address,
    external_url: address,
    title: text,
    content_html: html,
    content_text: text,
    summary: text,
    image: address,
    banner_image: address,
    date_published: date,
    date_modified: date,
    authors: listOf(author),
    tags: listOf(text),
    language,
    attachments: listOf(attachment),
  },
  ["id"],
  (own) => ("content_html" in own || "content_text" in own ? [] : ["neither content_html nor content_text"]),
);
const feed = object(
  {
    version: rule((value) => value === "https://jsonfeed.org/version/1.1", "version 1.1"),
    title: text,
    home_page_url: address,
    feed_url: address,
    description: text,
    user_comment: text,
    next_url: address,
    icon: address,
    favicon: address,
    authors: listOf(author),
    language,
    expired: flag,
    hubs: listOf(object({ type: text, url: address }, ["type", "url"])),
    items: listOf(item),
  },
  ["version", "title", "items"],
  (own) => {
    const items = Array.isArray(own["items"]) ? (own["items"] as readonly { id?: unknown }[]) : [];
    const ids = items.map(({ id }) => id);
    return [
      ...(own["next_url"] !== undefined && own["next_url"] === own["feed_url"]
        ? ["next_url is feed_url"]
        : []),
      ...(new Set(ids).size < ids.length ? ["two items with one id"] : []),
    ];
  },
);

/** What is wrong with a document by JSON Feed 1.1; nothing where all is well. */
export function faultsOfJsonFeed(json: string): string[] {
  try {
    // Two keys of one name, and lone surrogates as escapes, would pass JSON.parse: neither comes from JSON.stringify of clean text.
    return json.isWellFormed() && !/\\ud[89a-f]/i.test(json)
      ? feed(JSON.parse(json), "feed")
      : ["half a character"];
  } catch (error) {
    return [`no JSON: ${String(error)}`];
  }
}
