/** A value that a statement is given; lists are for `= any(:ids::bigint[])` and `unnest`. Undefined is stored as null. */
export type Value = string | number | boolean | null | undefined | readonly (string | number | null)[];

/** By name, without the colon. */
export type Parameters = Readonly<Record<string, Value>>;

/** One SQL text with `$1`, `$2` … in place of its names, and which name each of them stands for. */
export type Numbered = Readonly<{ text: string; names: readonly string[] }>;

/** Strings, quoted names, comments and casts hold no parameters. */
const pieces =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|::|:([a-z_]\w*)/gi;

export function numberParameters(sql: string): Numbered {
  const names: string[] = [];
  const text = sql.replaceAll(pieces, (piece: string, _tag: unknown, name: string | undefined) => {
    if (name === undefined) return piece;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}

/** The values in the order of the names. Throws where one of them is not there at all: a name that was misspelt. */
export function valuesOf({ text, names }: Numbered, parameters: Parameters): unknown[] {
  return names.map((name) => {
    if (!Object.hasOwn(parameters, name)) throw new Error(`No value is given for :${name} in ${text}`);
    return storable(parameters[name]);
  });
}

function storable(value: Value): unknown {
  if (typeof value === "string") return withoutNul(value);
  if (Array.isArray(value))
    return value.map((one: unknown) => (typeof one === "string" ? withoutNul(one) : one));
  return value ?? null;
}

/** The one character that a text of PostgreSQL cannot hold. */
const withoutNul = (text: string): string => (text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text);

/**
 * JSON that PostgreSQL takes as such (`::jsonb`, `json_to_recordset`): it refuses an escaped NUL and half of a pair of
 * surrogates, which `JSON.stringify` writes as escapes.
 */
export const asJson = (value: unknown): string => storableJson(JSON.stringify(value));

/** The same of what is JSON already. */
export function storableJson(json: string): string {
  if (!json.includes("\\u")) return json;
  return json.replaceAll(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g, (found) =>
    found === "\\\\" ? found : "\\ufffd",
  );
}
