import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { readBody } from "../../../src/fetch/read-body.ts";

const text = "<rss>".repeat(100);
async function* chunked(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (bytes: Uint8Array, headers: Record<string, string>, maxBytes = 100_000) =>
  Buffer.from(await readBody({ headers, body: chunked(bytes) }, { maxBytes })).toString();

test.each([
  ["gzip", gzipSync(text)],
  ["x-gzip", gzipSync(text)],
  ["GZIP", gzipSync(text)],
  ["br", brotliCompressSync(text)],
  ["zstd", zstdCompressSync(text)],
  ["deflate", deflateSync(text)],
  ["deflate", deflateRawSync(text)],
  ["identity", Buffer.from(text)],
  ["gzip, br", brotliCompressSync(gzipSync(text))],
])("a body coded as %s is read", async (coding, bytes) => {
  expect(await read(bytes, { "content-encoding": coding })).toBe(text);
});

test("plain text that says it is gzip is read as it is", async () => {
  expect(await read(Buffer.from(text), { "content-encoding": "gzip" })).toBe(text);
});

test.each([
  ["gzip", gzipSync(Buffer.alloc(50_000_000))],
  ["br", brotliCompressSync(Buffer.alloc(50_000_000))],
  ["zstd", zstdCompressSync(Buffer.alloc(50_000_000))],
  ["deflate", deflateSync(Buffer.alloc(50_000_000))],
])("a %s bomb stops at the limit", async (coding, bomb) => {
  await expect(read(bomb, { "content-encoding": coding })).rejects.toThrow(
    `its body is larger than 100 kB once its ${coding} is undone`,
  );
});

test("a body stops at the limit as it is received", async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      sent += 1000;
      yield Buffer.alloc(1000);
    }
  }
  await expect(readBody({ headers: {}, body: endless() }, { maxBytes: 5000 })).rejects.toThrow(
    "larger than 5 kB",
  );
  expect(sent).toBeLessThan(8000);
});

test("a body that announces too much is not begun", async () => {
  await expect(read(Buffer.from("x"), { "content-length": "1099511627776" })).rejects.toThrow(
    "it announces 1.1 TB; at most 100 kB are read",
  );
});

test("more codings than anybody needs are refused", async () => {
  await expect(read(gzipSync(text), { "content-encoding": "gzip, gzip, gzip" })).rejects.toThrow(
    "coded 3 times",
  );
});

test("a coding that was not asked for is named", async () => {
  await expect(read(Buffer.from("x"), { "content-encoding": "compress" })).rejects.toThrow(
    'coded as "compress"',
  );
  await expect(read(Buffer.from("x"), { "content-encoding": "constructor" })).rejects.toThrow(
    "not asked for",
  );
});

test("a damaged body is said to be that", async () => {
  await expect(read(gzipSync(text).subarray(0, 20), { "content-encoding": "gzip" })).rejects.toThrow(
    "its gzip body is damaged",
  );
});

test("room is asked for once, and only by a body of more than a megabyte, as received or as decoded", async () => {
  const asked = async (bytes: Uint8Array, coding = "identity") => {
    let times = 0;
    const headers = { "content-encoding": coding };
    const beforeLarge = async () => void times++;
    await readBody({ headers, body: chunked(bytes, 100_000) }, { maxBytes: 5_000_000, beforeLarge });
    return times;
  };
  const large = Buffer.alloc(3_000_000, "a");
  expect(await asked(large.subarray(0, 900_000))).toBe(0);
  expect(await asked(large)).toBe(1);
  expect(await asked(gzipSync(large), "gzip")).toBe(1);
  expect(await asked(gzipSync(large.subarray(0, 900_000)), "gzip")).toBe(0);
});
