import { describe, expect, test } from "vitest";
import { decodeText } from "../../../src/parse/decode-text.ts";
import { readLabel } from "../../../src/parse/encoding-label.ts";
import { encodeText } from "../../support/encode-text.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const utf32 = (text: string, write: "writeUInt32LE" | "writeUInt32BE") => {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [at, point] of points.entries()) bytes[write](point, at * 4);
  return bytes;
};
const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;

describe("what decides is", () => {
  test("first the byte order mark, whatever is declared (XML 1.0, appendix F)", () => {
    const text = `${declared("windows-1252")}<r>é€</r>`;
    const http = "text/xml; charset=iso-8859-1";
    for (const bytes of [
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, "utf16le"),
      utf16be(`\uFEFF${text}`),
      utf32(`\uFEFF${text}`, "writeUInt32LE"),
      utf32(`\uFEFF${text}`, "writeUInt32BE"),
    ])
      expect(decodeText(bytes, http).text).toBe(text);
  });

  test("then the charset of the HTTP header (RFC 7303 3)", () => {
    const bytes = Buffer.concat([latin1(declared("iso-8859-1")), Buffer.from([0xcc, 0xee, 0xf1, 0xf2])]);
    expect(decodeText(bytes, 'text/xml; charset="windows-1251"')).toMatchObject({
      text: expect.stringContaining("Мост") as string,
      encoding: "windows-1251",
    });
  });

  test("then the XML declaration", () => {
    const bytes = Buffer.concat([latin1(declared("Shift_JIS")), Buffer.from([0x93, 0xfa, 0x96, 0x7b])]);
    expect(decodeText(bytes, "text/xml").text).toContain("日本");
  });

  test("then UTF-8 where it is valid, else windows-1252, and a note says so", () => {
    expect(decodeText(Buffer.from("<r>naïve €</r>"))).toEqual({
      text: "<r>naïve €</r>",
      encoding: "utf-8",
      notes: [],
    });
    const { text, notes } = decodeText(
      Buffer.concat([latin1("<r>na\u00efve "), Buffer.from([0x80]), latin1("</r>")]),
    );
    expect(text).toBe("<r>naïve €</r>");
    expect(notes.join()).toContain("windows-1252");
  });
});

describe("UTF-16 and UTF-32 are seen", () => {
  test.each([
    ["UTF-16LE", Buffer.from("<r>é</r>", "utf16le")],
    ["UTF-16BE", utf16be("<r>é</r>")],
    ["UTF-32LE", utf32("<r>é</r>", "writeUInt32LE")],
    ["UTF-32BE", utf32("<r>é</r>", "writeUInt32BE")],
  ])("%s without a mark and without a word", (_, bytes) => expect(decodeText(bytes).text).toBe("<r>é</r>"));

  test("UTF-16 with its high byte first, though the header says no more than utf-16", () => {
    expect(decodeText(utf16be("<r>é</r>"), "text/xml; charset=utf-16").text).toBe("<r>é</r>");
  });
});

describe("a declaration that is not true", () => {
  test("UTF-8 that a server calls ISO-8859-1 is read as UTF-8", () => {
    const { text, notes } = decodeText(Buffer.from("<r>café</r>"), "text/xml; charset=ISO-8859-1");
    expect(text).toBe("<r>café</r>");
    expect(notes).toEqual(["read as UTF-8 although declared windows-1252"]);
  });

  test("UTF-8 that calls itself UTF-16 is read as UTF-8", () => {
    expect(decodeText(Buffer.from(`${declared("utf-16")}<r>é</r>`)).text).toContain("<r>é</r>");
  });

  test("UTF-8 in the header and ISO-8859-1 in the document and its bytes is the latter", () => {
    const bytes = latin1(`${declared("iso-8859-1")}<r>caf\u00e9</r>`);
    expect(decodeText(bytes, "text/xml; charset=utf-8").text).toContain("café");
  });

  test("an encoding that nobody knows is passed over, and named in a note", () => {
    const { text, notes } = decodeText(Buffer.from(`${declared("x-wirefold")}<r>é</r>`));
    expect(text).toContain("<r>é</r>");
    expect(notes).toEqual(['unknown encoding "x-wirefold" in the XML declaration']);
  });

  test("UTF-7 is no encoding: it would hide mark-up", () => {
    const text = "<r>+ADw-script+AD4-</r>";
    expect(decodeText(Buffer.from(text), "text/xml; charset=utf-7").text).toBe(text);
  });
});

test("a few damaged bytes cost no more than themselves", () => {
  const bytes = Buffer.concat([
    Buffer.from("<r>Überfähre "),
    Buffer.from([0xff]),
    Buffer.from(" größer</r>"),
  ]);
  const { text, notes } = decodeText(bytes);
  expect(text).toBe("<r>Überfähre \uFFFD größer</r>");
  expect(notes).toEqual(["replaced 1 bytes that are no UTF-8"]);
});

test("no bytes are an empty text", () => {
  expect(decodeText(new Uint8Array())).toEqual({ text: "", encoding: "utf-8", notes: [] });
});

describe("where names and bytes disagree,", () => {
  const russian = "<r>Паром сел на мель у входа в гавань</r>";

  test("what the text makes sense in wins over the header's default", () => {
    const bytes = encodeText(`${declared("windows-1251")}${russian}`, "windows-1251");
    const { text, notes } = decodeText(bytes, "text/xml; charset=ISO-8859-1");
    expect(text).toContain(russian);
    expect(notes).toEqual(["read as windows-1251, not as the HTTP header's windows-1252"]);
  });

  test("the header's wins over a template's XML declaration", () => {
    const bytes = encodeText(`${declared("iso-8859-1")}${russian}`, "koi8-r");
    expect(decodeText(bytes, "text/xml; charset=koi8-r").text).toContain(russian);
  });

  test("a header's ISO-8859-1 alone is no more than a server's default", () => {
    const { text, notes } = decodeText(encodeText(russian, "windows-1251"), "text/xml; charset=ISO-8859-1");
    expect(text).toBe(russian);
    expect(notes).toEqual(["read as windows-1251 by its letters: it is not windows-1252, as declared"]);
  });

  test("UTF-8 that is none is read by its letters", () => {
    const { text, notes } = decodeText(encodeText(`${declared("utf-8")}${russian}`, "windows-1251"));
    expect(text).toContain(russian);
    expect(notes.join()).toContain("it is not utf-8, as declared");
  });

  test("Shift_JIS that calls itself EUC-JP is read as Shift_JIS", () => {
    const japanese = "<r>乗客にけがはなかった。救助隊は夜明け前に全員を岸まで運んだと港長は話している。</r>";
    expect(decodeText(encodeText(`${declared("euc-jp")}${japanese}`, "shift_jis")).text).toContain(japanese);
  });

  test("UTF-8 that calls itself gb2312 is read as UTF-8, a note says so", () => {
    const chinese = "<r>渡轮在港口入口搁浅没有乘客受伤</r>";
    const { text, notes } = decodeText(Buffer.from(`${declared("gb2312")}${chinese}`));
    expect(text).toContain(chinese);
    expect(notes.join()).toContain("read as UTF-8 although declared");
  });

  test("UTF-8 with a broken byte stays UTF-8 though the header says ISO-8859-1", () => {
    const bytes = Buffer.concat([
      Buffer.from("<r>Überfähre größer öfter hält süß"),
      Buffer.from([0xe9, 0x3c]),
    ]);
    expect(decodeText(bytes, "text/xml; charset=iso-8859-1").text).toContain("Überfähre größer");
  });
});

test.each([
  ["win-1251", "windows-1251"],
  ["cp1251", "windows-1251"],
  ["koi8r", "koi8-r"],
  ["ISO8859-2", "iso-8859-2"],
  ["cp932", "shift_jis"],
  ["cp949", "euc-kr"],
  ["utf-8859-1", undefined],
  ["utf8mb4", "utf-8"],
  ["utf-7", undefined],
])("the name %s is read as %s", (written, name) => {
  expect(readLabel(written)).toEqual(
    name === undefined ? { kind: "unknown", written } : { kind: "known", name },
  );
});

test("JSON in UTF-16 without a mark is seen by its first signs", () => {
  expect(decodeText(Buffer.from('{"title":"é"}', "utf16le"))).toMatchObject({
    text: '{"title":"é"}',
    notes: [],
  });
});
