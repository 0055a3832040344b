/** Text as the bytes of a legacy encoding: each decoder of the Encoding Standard, read backwards. */
export function encodeText(text: string, label: string): Buffer {
  if (label === "iso-2022-jp") return escapedJis(text);
  const table = tableOf(label);
  return Buffer.from(Array.from(text).flatMap((character) => bytesOf(character, table)));
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

function bytesOf(character: string, table: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const bytes = table.get(character);
  if (!bytes) throw new Error(`encodeText: "${character}" has no place in this encoding`);
  return bytes;
}

function tableOf(label: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(label);
  if (known) return known;
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(label);
  const add = (bytes: readonly number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if (Array.from(text).length === 1 && text !== "\uFFFD" && !table.has(text)) table.set(text, bytes);
  };
  for (let byte = 0; byte < 256; byte++) add([byte]);
  if (/^(?:shift_jis|euc|big5|gb)/.test(label))
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++) add([lead, trail]);
  tables.set(label, table);
  return table;
}

/** EUC-JP without its high bits, between escapes. */
function escapedJis(text: string): Buffer {
  const escaped = text.replace(/\P{ASCII}+/gu, (run) => {
    const pairs = [...encodeText(run, "euc-jp")].map((byte) => String.fromCharCode(byte & 0x7f));
    return `\u001B$B${pairs.join("")}\u001B(B`;
  });
  return Buffer.from(escaped, "latin1");
}
