export type Entities = Readonly<
  { kind: "values"; values: ReadonlyMap<string, string> } | { kind: "cycle"; name: string }
>;

/** Internal general entities with plain values. Nested ones stay unresolved: they are how bombs are built. */
export function readEntities(text: string): Entities {
  const values = new Map<string, string>();
  if (!text.includes("<!ENTITY")) return { kind: "values", values };
  const references = new Map<string, string[]>();
  for (const [, name = "", double, single] of text
    .slice(0, 100_000)
    .matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g)) {
    const value = double ?? single ?? "";
    const inner = [...value.matchAll(/&([\w.-]+);/g)].map((match) => match[1] ?? "");
    references.set(name, inner);
    if (
      values.size < 500 &&
      value.length <= 1000 &&
      inner.every((one) => /^(?:amp|lt|gt|quot|apos)$/.test(one))
    )
      values.set(name, value);
  }
  const cyclic = [...references.keys()].find((name) => reaches(name, name, references, new Set()));
  return cyclic === undefined ? { kind: "values", values } : { kind: "cycle", name: cyclic };
}

function reaches(
  from: string,
  to: string,
  references: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): boolean {
  for (const next of references.get(from) ?? []) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (reaches(next, to, references, seen)) return true;
  }
  return false;
}
