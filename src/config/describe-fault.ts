import type { z } from "zod";
import { slipsBetween } from "../base/nearest-name.ts";
import { configJsonSchema } from "./config-file.ts";

/** A place in the config file: keys, and positions in lists. */
export type Path = readonly (string | number)[];

/** One fault as people read it: `sources[2].url: expected …, found …`. */
export function writeFault(root: unknown, path: Path, expected: string): string {
  const value = valueAt(root, path);
  // Faults are logged and shown, and a header may be a password, also one without quotes around it.
  const found = path.includes("headers") ? describeKind(value) : describeValue(value);
  return `${writePath(path)}: expected ${expected}, found ${found}`;
}

/** The faults that one zod issue stands for; `root` is the file as it was read. */
export function describeIssue(issue: z.core.$ZodIssue, root: unknown): string[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => describeUnknownKey([...path, key]));
  return [writeFault(root, path, issue.message)];
}

/** What zod expected, in words, where the definition has none of its own: its error map. */
export function describeExpectation(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_value")
    return `one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  if (issue.code !== "invalid_type") return "another value";
  return kinds[issue.expected] ?? issue.expected;
}

const kinds: Readonly<Record<string, string>> = {
  string: "a text in quotes",
  object: "an object { … }",
  array: "a list [ … ]",
  int: "a whole number",
};

/** The value at a path, or undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let node = root;
  for (const step of path) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) return undefined;
    node = (node as Record<string | number, unknown>)[step];
  }
  return node;
}

function describeUnknownKey(path: readonly [...Path, string]): string {
  const key = path.at(-1) as string;
  const known = knownKeys(path.slice(0, -1));
  const meant = known.find((candidate) => isSlip(key, candidate));
  return `${writePath(path)}: unknown key; ${meant ? `did you mean "${meant}"?` : `the known ones here are ${known.join(", ")}`}`;
}

type SchemaNode = Readonly<{ properties?: Record<string, SchemaNode>; items?: SchemaNode }>;

/** The keys that may stand at a path, as the definition has them. */
function knownKeys(path: Path): string[] {
  let node: SchemaNode | undefined = configJsonSchema();
  for (const step of path) node = typeof step === "number" ? node?.items : node?.properties?.[step];
  return Object.keys(node?.properties ?? {}).filter((key) => key !== "$schema");
}

/** Whether two keys are the same but for letter case, hyphens or one slip: a letter more, less, wrong or swapped. */
function isSlip(typed: string, known: string): boolean {
  const [a, b] = [typed, known].map((key) => key.toLowerCase().replaceAll(/[-_]/g, "")) as [string, string];
  return a === b || (Math.min(a.length, b.length) >= 3 && slipsBetween(a, b) === 1);
}

/** `["sources", 2, "url"]` as `sources[2].url`. */
export function writePath(path: Path): string {
  const steps = path.map((step, index) =>
    typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`,
  );
  return steps.join("") || "the file";
}

function describeValue(value: unknown): string {
  if (value === undefined || (typeof value === "object" && value !== null)) return describeKind(value);
  // Up to the last "@": a password with a slash in it makes an address that is none, and is one all the same.
  const text = JSON.stringify(value).replace(/^"([a-z][a-z\d+.-]*:)?(\/{0,2}).*@/is, '"$1$2…@');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function describeKind(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value === "string" ? "text" : typeof value}`;
}
