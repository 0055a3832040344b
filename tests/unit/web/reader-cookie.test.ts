import { describe, expect, test } from "vitest";
import { forgottenReader, readerCookieFor, readerIdIn } from "../../../src/web/reader-cookie.ts";

/** A store that only knows its secret, and counts how often it is asked. */
function secretive(secret = "a secret") {
  const asked = { times: 0 };
  return { asked, secret: async () => (asked.times++, secret) };
}

const pairOf = (setCookie: string): string => setCookie.split(";", 1)[0]!;
const asking = (cookie?: string) => ({ headers: cookie === undefined ? {} : { cookie } });

describe("the cookie that names a reader", () => {
  test("names the reader it was made for, among other cookies too", async () => {
    const store = secretive();
    const pair = pairOf(await readerCookieFor(store, 42, {}));
    for (const cookie of [pair, `theme=dark; ${pair}`, `${pair}; a=b`, `a=b;${pair};c=d`])
      expect(await readerIdIn(store, asking(cookie))).toBe(42);
  });

  test("asks the store nothing where there is none, and once for its secret where there is one", async () => {
    const store = secretive();
    for (const cookie of [undefined, "", "theme=dark", "wirefold-reader=", "wirefold-reader=7"])
      expect(await readerIdIn(store, asking(cookie))).toBeUndefined();
    expect(store.asked.times).toBe(0);
    const pair = pairOf(await readerCookieFor(store, 42, {}));
    for (let time = 0; time < 3; time++) await readerIdIn(store, asking(pair));
    expect(store.asked.times).toBe(1);
  });

  test("a secret that could not be read is asked for again", async () => {
    const answers = [Promise.reject(new Error("locked")), Promise.resolve("a secret")];
    const store = { secret: () => answers.shift()! };
    await expect(readerCookieFor(store, 1, {})).rejects.toThrow("locked");
    expect(await readerCookieFor(store, 1, {})).toMatch(/^wirefold-reader=1\./);
  });

  test("names nobody where it was not signed here", async () => {
    const store = secretive();
    const pair = pairOf(await readerCookieFor(store, 42, {}));
    const elsewhere = pairOf(await readerCookieFor(secretive("another secret"), 42, {}));
    const forged = [
      elsewhere,
      pair.replace("=42.", "=43."),
      pair.replace("=42.", "=042."),
      pair.replace("=42.", "=-42."),
      `${pair.slice(0, -1)}${pair.endsWith("A") ? "B" : "A"}`,
      pair.slice(0, -1),
      `${pair}A`,
      `x${pair}`,
      pair.replace("=42.", `=${"4".repeat(16)}.`),
      `wirefold-reader=${"x".repeat(100_000)}`,
      "wirefold-reader=42.\u0000",
      `wirefold-reader=42.${"ä".repeat(43)}`,
    ];
    for (const cookie of forged) expect(await readerIdIn(store, asking(cookie))).toBeUndefined();
  });

  test("is out of reach of scripts and other sites, kept for 400 days, and over TLS where the site is", async () => {
    const plain = await readerCookieFor(secretive(), 42, { siteUrl: "http://192.168.1.5:3000" });
    expect(plain.split("; ").slice(1)).toEqual(["Path=/", "Max-Age=34560000", "HttpOnly", "SameSite=Lax"]);
    const secure = await readerCookieFor(secretive(), 42, { siteUrl: "https://wire.example" });
    expect(secure).toBe(`${plain}; Secure`);
  });

  test("is forgotten under the same name and path", () => {
    expect(forgottenReader({})).toBe("wirefold-reader=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  });
});
