/** What the environment says of a name; undefined where it is not set, or set to nothing. */
export type LookUp = (name: string) => string | undefined;

/** A text with every `${NAME}` replaced, or what is wrong with it, in words that never hold a value. */
export type Filled = Readonly<{ text: string; names: readonly string[] } | { fault: string }>;

/** Whether a text asks for anything of the environment. */
export const namesVariables = (text: string): boolean => text.includes("${");

/** Replaces each `${NAME}` by what `lookUp` says; what comes out is not looked at again. */
export function fillIn(text: string, lookUp: LookUp): Filled {
  const names: string[] = [];
  const missing: string[] = [];
  const filled = text.replaceAll(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => {
    names.push(name);
    const value = lookUp(name);
    if (value === undefined) missing.push(name);
    return value ?? "";
  });
  const written = text.replaceAll(/\$\{[A-Za-z_]\w*\}/g, "");
  if (namesVariables(written))
    return { fault: 'after "${" expected the name of an environment variable and "}", as in ${WIRE_TOKEN}' };
  if (missing.length > 0) return { fault: notSet([...new Set(missing)]) };
  return { text: filled, names };
}

const notSet = (names: readonly string[]): string =>
  names.length === 1
    ? `the environment variable ${names[0]} is not set. Set it where Wirefold is started, and start it again`
    : `the environment variables ${names.join(", ")} are not set. Set them where Wirefold is started, and start it again`;
