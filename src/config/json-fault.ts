/** Where a text stops being JSON, counted from 1, and what is wrong there. */
export type JsonFault = Readonly<{ line: number; column: number; what: string }>;

// oxlint-disable-next-line no-control-regex -- RFC 8259 7: these stand in a text only escaped
const insideText = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

/**
 * Finds the first fault of a text that JSON.parse has refused: its own messages name no place for most faults, and speak
 * of tokens where a person sees a comma too many. Undefined for a text that is JSON.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    readDocument(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof FaultAt)) return undefined; // nested too deeply to be followed
    const before = text.slice(0, error.offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, what: error.message };
  }
}

/** What people write in the place of a value. Any other word may be a password that lacks its quotes: it is not told. */
const usualSlip =
  /^(?:t\w{1,3}|f\w{1,4}|n\w{1,3}|true|false|none|nan|undefined|infinity|yes|no|on|off|[\d.-]{1,3})$/i;
const isKey = (what: string): boolean => what.startsWith("a key");

class FaultAt extends Error {
  readonly offset: number;
  constructor(offset: number, what: string) {
    super(what);
    this.offset = offset;
  }
}

/** Walks the text by the grammar of RFC 8259; throws a FaultAt where it leaves it. */
function readDocument(text: string): void {
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const taken = pattern.exec(text)?.[0];
    at += taken?.length ?? 0;
    return taken;
  };
  /** The next character that is no space; "" at the end. */
  const peek = (): string => {
    take(/[ \t\r\n]*/y);
    if (text.startsWith("//", at) || text.startsWith("/*", at))
      throw new FaultAt(at, "JSON has no comments; take this one out");
    return text.charAt(at);
  };
  const expect = (what: string, found = peek()): never => {
    const pattern = /[\w.'-]{2,20}/y;
    pattern.lastIndex = at;
    const word = pattern.exec(text)?.[0];
    const isShown = isKey(what) || text.slice(0, at).trim() === "" || (word && usualSlip.test(word));
    throw new FaultAt(
      at,
      `expected ${what}, found ${found === "" ? "the end of the file" : ((isShown ? word : undefined) ?? found)}`,
    );
  };

  const readText = () => {
    const start = at++;
    take(insideText);
    const end = text.charAt(at);
    if (end === "\\")
      throw new FaultAt(at, `${text.slice(at, at + 2)} means nothing in a text; a backslash is written \\\\`);
    if (end === "\t") throw new FaultAt(at, "a tab inside a text is written \\t");
    if (end !== '"') throw new FaultAt(start, 'this text is not closed by " on its line');
    at++;
  };
  const readMembers = (close: "}" | "]", readMember: () => void) => {
    at++;
    if (peek() === close) return void at++;
    for (;;) {
      readMember();
      const after = peek();
      if (after === close) return void at++;
      if (after !== ",") expect(`a comma or ${close}`);
      const comma = at++;
      if (peek() === close) throw new FaultAt(comma, `a comma too many before ${close}`);
    }
  };
  const readPair = () => {
    if (peek() !== '"') expect("a key in double quotes");
    readText();
    if (peek() !== ":") expect("a colon after the key");
    at++;
    readValue();
  };
  const readValue = (): void => {
    const first = peek();
    if (first === "{") readMembers("}", readPair);
    else if (first === "[") readMembers("]", readValue);
    else if (first === '"') readText();
    else if (take(literal) === undefined) expect("a value");
  };

  readValue();
  if (peek() !== "") expect("the end of the file");
}
