import { validateDetailed } from "node-cron";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { formatDuration, parseDuration } from "../base/duration.ts";
import { granularities, type Settings } from "../model/settings.ts";
import type { Every } from "../model/source.ts";

/** What `feeds.config.json` may say. The JSON Schema for editors is generated from this same definition. */
const duration = (what: string, defaultText: string, { zero = false } = {}) =>
  z
    .string()
    .regex(/^\s*\d+(?:\.\d+)?\s*(?:ms|s|m|h|d)\s*$/, {
      error: 'a duration such as "500ms", "30s", "15m", "24h" or "5d"',
    })
    .refine((text) => zero || (parseDuration(text) ?? 1) > 0, { error: "a duration above zero" })
    .default(defaultText)
    .meta({ description: what, examples: [defaultText] });

const every = z
  .string()
  .refine((text) => readEvery(text) !== undefined, {
    error: 'a duration such as "30m", or a cron expression such as "*/20 6-22 * * *"',
  })
  .meta({ examples: ["30m", "*/20 6-22 * * *"] });

const byteUnits = { B: 1, kB: 1000, KB: 1000, MB: 1_000_000, GB: 1_000_000_000 } as const;

const webAddress = z
  .string()
  .refine(isWebAddress, { error: 'an address that begins with "http://" or "https://"' })
  .refine((text) => !hasCredentials(text), {
    error:
      "an address without a user name or password in it (feeds behind a password cannot be followed yet)",
  });

const source = z
  .strictObject({
    url: webAddress.meta({ description: "Address of the feed (RSS, Atom, RDF or JSON Feed)." }),
    name: z
      .string()
      .trim()
      .min(1, { error: "a name, or no name key at all" })
      .optional()
      .meta({ description: "Shown instead of the feed's own title." }),
    category: z
      .string()
      .trim()
      .min(1, { error: "a category, or no category key at all" })
      .optional()
      .meta({ description: "The section it belongs to.", examples: ["World"] }),
    every: every
      .optional()
      .meta({ description: "How often this source is polled, instead of polling.every." }),
  })
  .meta({ description: "One feed to follow. Only `url` is needed." });

const view = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
      error: 'small letters, digits and hyphens, such as "peace-talks"',
    })
    .meta({ description: "Its address: /views/SLUG." }),
  title: z.string().trim().min(1, { error: "a title" }),
  query: z
    .string()
    .optional()
    .meta({ description: 'Words as in the search: all must occur; "a phrase", -without, begin*.' }),
  minOutlets: z
    .int({ error: "a whole number of outlets, 1 or more" })
    .min(1, { error: "a whole number of outlets, 1 or more" })
    .optional()
    .meta({ description: "Only stories reported by at least so many outlets." }),
});

const polling = z.strictObject({
  every: every.default("30m").meta({ description: "How often sources are polled." }),
  minEvery: duration("Never more often than this, whatever a feed says of itself.", "15m"),
  maxEvery: duration("At least this often, whatever a feed says of itself.", "24h"),
  concurrency: z
    .int({ error: "a whole number from 1 to 1000" })
    .min(1, { error: "a whole number from 1 to 1000" })
    .max(1000, { error: "a whole number from 1 to 1000" })
    .default(32)
    .meta({ description: "Requests under way at once." }),
  perHost: z
    .int({ error: "a whole number from 1 to 100" })
    .min(1, { error: "a whole number from 1 to 100" })
    .max(100, { error: "a whole number from 1 to 100" })
    .default(2)
    .meta({ description: "Connections to one host at once." }),
  perHostGap: duration("Least time between two requests to one host.", "1s", { zero: true }),
  timeout: duration("A poll that takes longer is given up.", "20s"),
  maxBody: z
    .string()
    .refine((text) => parseBytes(text) !== undefined, { error: 'a size such as "10MB" or "500kB"' })
    .default("10MB")
    .meta({ description: "A larger document is given up.", examples: ["10MB"] }),
  contact: z
    .string()
    .regex(/^[\x21-\x7e]+$/, { error: "a web or mail address without spaces" })
    .optional()
    .meta({
      description: "Where publishers can ask who polls them; sent in User-Agent.",
      examples: ["https://wire.example.org/about"],
    }),
});

const config = z
  .strictObject({
    $schema: z.string().optional(),
    title: z
      .string()
      .trim()
      .min(1, { error: "a title" })
      .default("Wirefold")
      .meta({ description: "Name of the merged feed and of the reader." }),
    description: z.string().default("").meta({ description: "One sentence on it." }),
    language: z
      .string()
      .refine(isLanguage, { error: 'a language tag such as "en" or "pt-BR"' })
      .default("en")
      .meta({ description: "Language of the merged feed (BCP 47)." }),
    siteUrl: webAddress
      .optional()
      .meta({
        description:
          "Where people reach this service from outside; links and ids of the feed are made with it.",
      }),
    polling: polling.prefault({}).meta({ description: "When and how sources are asked." }),
    network: z
      .strictObject({
        allow: z
          .array(z.string().refine(isRange, { error: 'an address range such as "10.0.0.0/8" or "::1/128"' }))
          .default([])
          .meta({ description: "Private address ranges that may be asked all the same." }),
      })
      .prefault({}),
    stories: z
      .strictObject({
        window: duration("How long a story goes on taking in new reports.", "5d"),
        granularity: z
          .enum(granularities)
          .default("event")
          .meta({
            description: "What is folded: only copies of one text, reports on one event, or a whole topic.",
          }),
      })
      .prefault({}),
    retention: z
      .strictObject({ keep: duration("How long articles are kept after they were first seen.", "90d") })
      .prefault({}),
    sources: z
      .array(source, { error: 'a list of sources, each at least { "url": "https://…" }' })
      .meta({ description: "The feeds to follow." }),
    views: z.array(view).default([]).meta({ description: "Saved searches, each a page and a feed." }),
  })
  .meta({ title: "Wirefold configuration" });

type ConfigFile = z.output<typeof config>;

export type SettingsCheck = Readonly<
  { ok: true; settings: Settings } | { ok: false; faults: readonly string[] }
>;

/**
 * Checks a parsed config file as a whole. Answers the settings with every default filled in, or every fault at once,
 * each by its path: `sources[2].url: expected …, found …`.
 */
export function checkSettings(value: unknown): SettingsCheck {
  const checked = config.safeParse(value);
  if (!checked.success)
    return { ok: false, faults: checked.error.issues.flatMap((issue) => describeIssue(issue, value)) };
  const faults = crossCheck(checked.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings: toSettings(checked.data) };
}

/** JSON Schema (draft 2020-12) of the config file, for editors. */
export const configJsonSchema = (): object => z.toJSONSchema(config, { io: "input", unrepresentable: "any" });

function describeIssue(issue: z.core.$ZodIssue, root: unknown): string[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const known = knownKeys(path);
      const close = known.find((candidate) => isSlip(key, candidate));
      return `${writePath([...path, key])}: unknown key${close ? `, did you mean "${close}"?` : `; known are ${known.join(", ")}`}`;
    });
  }
  const expected =
    issue.code === "invalid_type" && !issue.message.startsWith("a ")
      ? ({
          string: "a text in quotes",
          number: "a number",
          int: "a whole number",
          array: "a list",
          object: "an object { … }",
          boolean: "true or false",
        }[issue.expected as string] ?? issue.expected)
      : issue.code === "invalid_value"
        ? `one of ${issue.values.map((item) => JSON.stringify(item)).join(", ")}`
        : issue.message;
  return [`${writePath(path) || "the file"}: expected ${expected}, found ${describeValue(at(root, path))}`];
}

/** The keys that may stand at a path, from the schema itself. */
function knownKeys(path: readonly (string | number)[]): string[] {
  let node = z.toJSONSchema(config, { io: "input", unrepresentable: "any" }) as JsonSchema;
  for (const step of path) node = (typeof step === "number" ? node.items : node.properties?.[step]) ?? {};
  return Object.keys(node.properties ?? {}).filter((key) => key !== "$schema");
}
type JsonSchema = { properties?: Record<string, JsonSchema>; items?: JsonSchema };

/** Whether two keys are the same but for letter case or one slip: a letter more, less, wrong or swapped. */
function isSlip(typed: string, known: string): boolean {
  const [a, b] = [typed.toLowerCase(), known.toLowerCase()];
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 3) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return swapped || restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1);
}

/** What no single key can tell. */
function crossCheck({ polling, views, sources }: ConfigFile): string[] {
  const faults: string[] = [];
  const min = parseDuration(polling.minEvery) ?? 0;
  const max = parseDuration(polling.maxEvery) ?? 0;
  if (min > max)
    faults.push(
      `polling.minEvery: expected at most polling.maxEvery (${polling.maxEvery}), found "${polling.minEvery}"`,
    );
  const checkEvery = (path: string, text: string | undefined) => {
    const ms = text === undefined ? undefined : parseDuration(text);
    if (ms === undefined) return;
    if (ms < min)
      faults.push(`${path}: expected at least polling.minEvery (${polling.minEvery}), found "${text}"`);
    else if (ms > max && min <= max)
      faults.push(`${path}: expected at most polling.maxEvery (${polling.maxEvery}), found "${text}"`);
  };
  checkEvery("polling.every", polling.every);
  for (const [index, one] of sources.entries()) checkEvery(`sources[${index}].every`, one.every);
  const slugs = new Set<string>();
  for (const [index, { slug }] of views.entries()) {
    if (slugs.has(slug))
      faults.push(`views[${index}].slug: expected a slug that no other view has, found "${slug}" again`);
    slugs.add(slug);
  }
  return faults;
}

function toSettings(file: ConfigFile): Settings {
  const ms = (text: string) => parseDuration(text) ?? 0;
  return {
    site: {
      title: file.title,
      description: file.description,
      language: file.language,
      ...(file.siteUrl !== undefined && { url: file.siteUrl.replace(/\/+$/, "") }),
    },
    polling: {
      every: readEvery(file.polling.every) ?? { kind: "interval", ms: 1_800_000 },
      minEveryMs: ms(file.polling.minEvery),
      maxEveryMs: ms(file.polling.maxEvery),
      concurrency: file.polling.concurrency,
      perHost: file.polling.perHost,
      perHostGapMs: ms(file.polling.perHostGap),
    },
    fetch: {
      timeoutMs: ms(file.polling.timeout),
      maxBodyBytes: parseBytes(file.polling.maxBody) ?? 10_000_000,
      allow: file.network.allow,
      ...(file.polling.contact !== undefined && { contact: file.polling.contact }),
    },
    stories: { windowMs: ms(file.stories.window), granularity: file.stories.granularity },
    retention: { keepMs: ms(file.retention.keep) },
    sources: file.sources.map(({ url, name, category, every: text }) => {
      const own = text === undefined ? undefined : readEvery(text);
      return {
        url: new URL(url).href,
        ...(name !== undefined && { name }),
        ...(category !== undefined && { category }),
        ...(own && { every: own }),
      };
    }),
    views: file.views.map(({ slug, title, query, minOutlets }) => ({
      slug,
      title,
      ...(query !== undefined && { query }),
      ...(minOutlets !== undefined && { minOutlets }),
    })),
  };
}

/** A duration, or a cron expression (as node-cron reads it); undefined for what is neither. */
function readEvery(text: string): Every | undefined {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms > 0 ? { kind: "interval", ms } : undefined;
  return validateDetailed(text).valid ? { kind: "cron", expression: text.trim() } : undefined;
}

function parseBytes(text: string): number | undefined {
  const [, amount, unit] = /^\s*(\d+(?:\.\d+)?)\s*(B|kB|KB|MB|GB)\s*$/.exec(text) ?? [];
  const bytes = Math.round(Number(amount) * (byteUnits[unit as keyof typeof byteUnits] ?? 0));
  return bytes > 0 ? bytes : undefined;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function hasCredentials(text: string): boolean {
  return URL.canParse(text) && (new URL(text).username !== "" || new URL(text).password !== "");
}

function isRange(text: string): boolean {
  return ipaddr.isValidCIDR(text);
}

function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** `["sources", 2, "url"]` as `sources[2].url`. */
function writePath(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}

function at(root: unknown, path: readonly (string | number)[]): unknown {
  let node = root;
  for (const step of path)
    node =
      typeof node === "object" && node !== null
        ? (node as Record<string | number, unknown>)[step]
        : undefined;
  return node;
}

function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Sources that are listed more than once: polled once, and worth a word in `check`. */
export function doubledSources(settings: Settings): readonly string[] {
  const seen = new Set<string>();
  return [
    ...new Set(settings.sources.map(({ url }) => url).filter((url) => seen.size === seen.add(url).size)),
  ];
}

/** An interval as `check` says it. */
export const describeEvery = (value: Every): string =>
  value.kind === "interval" ? `every ${formatDuration(value.ms)}` : `at ${value.expression} (cron)`;
