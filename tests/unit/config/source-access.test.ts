import { describe, expect, test } from "vitest";
import { checkSettings } from "../../../src/config/validate.ts";

const environment: Readonly<Record<string, string>> = {
  WIRE_TOKEN: "t0k3n",
  FEED_USER: "ann",
  FEED_PASSWORD: "p@ss:/wörd",
  LINES: "one\r\nX-Evil: two",
};
const check = (...sources: readonly object[]) => checkSettings({ sources }, (name) => environment[name]);
const accessOf = (source: object) => {
  const checked = check({ url: "https://example.org/feed", ...source });
  if (!checked.ok) throw new Error(checked.faults.join("\n"));
  return checked.settings.fetch.access?.[checked.settings.sources[0]!.url];
};
const faultsOf = (...sources: readonly object[]): readonly string[] => {
  const checked = check(...sources.map((source) => ({ url: "https://example.org/feed", ...source })));
  return checked.ok ? [] : checked.faults;
};
const basic = (login: string) => `Basic ${Buffer.from(login).toString("base64")}`;

describe("a source's own headers", () => {
  test("are known by its address, with what the environment says in place of ${NAME}", () => {
    expect(
      accessOf({ headers: { Authorization: "Bearer ${WIRE_TOKEN}", "X-Key": "a-${WIRE_TOKEN}-b" } }),
    ).toEqual({
      origin: "https://example.org",
      headers: { authorization: "Bearer t0k3n", "x-key": "a-t0k3n-b" },
      plainSecrets: [],
    });
  });

  test("that no source has are none: nothing is set up for it", () => {
    expect(accessOf({})).toBeUndefined();
    expect(accessOf({ headers: {} })).toBeUndefined();
  });

  test("may hold a secret as it is, which is told by the header's name", () => {
    const headers = { Cookie: "id=7", "X-Api-Key": "k", "Accept-Language": "de", Accept: "text/xml" };
    expect(accessOf({ headers })?.plainSecrets).toEqual(["Cookie", "X-Api-Key"]);
  });

  test("may be a User-Agent, which is sent as it stands", () => {
    const userAgent = "Example Ltd (+https://example.org/contact)";
    expect(accessOf({ userAgent })).toMatchObject({ userAgent, headers: {} });
  });
});

describe("a login in a source's address", () => {
  test.each([
    ["https://ann:secret@example.org/feed", basic("ann:secret"), ["Authorization"]],
    ["https://ann:p%40ss%2Fw@example.org/feed", basic("ann:p@ss/w"), ["Authorization"]],
    ["https://ann:100%25%@example.org/feed", basic("ann:100%25%"), ["Authorization"]],
    ["https://key@example.org/feed", basic("key:"), ["Authorization"]],
    ["https://ann:${FEED_PASSWORD}@example.org/feed", basic("ann:p@ss:/wörd"), []],
    ["https://${FEED_USER}:${FEED_PASSWORD}@example.org/feed", basic("ann:p@ss:/wörd"), []],
  ])("%s is Basic Authorization", (url, authorization, plainSecrets) => {
    expect(accessOf({ url })).toEqual({
      origin: "https://example.org",
      headers: { authorization },
      plainSecrets,
    });
  });

  test("is no part of what the source is known by: another password is the same feed", () => {
    for (const url of ["https://a:b@Example.org/feed#x", "https://${FEED_USER}@example.org/feed"]) {
      const checked = check({ url });
      expect(checked.ok && checked.settings.sources).toEqual([{ url: "https://example.org/feed" }]);
    }
  });
});

describe("what is wrong with headers and logins is said by its path, and never with a value:", () => {
  const headers = (given: object) => ({ headers: given });
  test.each<[what: string, source: object, fault: string]>([
    [
      "a variable that is not set",
      headers({ Authorization: "Bearer ${NOT_THERE}" }),
      "headers.Authorization: the environment variable NOT_THERE is not set. Set it where Wirefold is started, and start it again",
    ],
    [
      "a variable of a login that is not set",
      { url: "https://${NO_USER}:${NO_PASSWORD}@example.org/feed" },
      "url: the environment variable NO_USER is not set. Set it where Wirefold is started, and start it again",
    ],
    [
      "a variable without a name",
      headers({ "X-Key": "sesame ${not a name}" }),
      'headers.X-Key: after "${" expected the name of an environment variable and "}", as in ${WIRE_TOKEN}',
    ],
    [
      "a variable in the rest of an address",
      { url: "https://example.org/${WIRE_TOKEN}/feed" },
      "url: ${…} may stand in the user name and the password alone: the rest of an address is stored and shown",
    ],
    [
      "a value of several lines",
      headers({ "X-Key": "${LINES}" }),
      "headers.X-Key: expected a text of one line and at most 4096 characters of ISO 8859-1 from LINES",
    ],
    [
      "a value in other letters than a header has",
      headers({ "X-Key": "пароль" }),
      "headers.X-Key: expected a text of one line and at most 4096 characters of ISO 8859-1",
    ],
    ["a number", headers({ "X-Key": 4711 }), "headers.X-Key: expected a text in quotes, found a number"],
    [
      "a list",
      headers(["sesame"] as never),
      'headers: expected an object { "Header-Name": "value" }, found a list',
    ],
    [
      "a name that is none",
      headers({ "X Key": "sesame" }),
      'headers.X Key: expected the name of a header, such as "Authorization"',
    ],
    [
      "a header twice",
      headers({ "X-Key": "sesame", "x-key": "other" }),
      "headers.x-key: this header stands here twice",
    ],
    [
      "a login twice",
      { url: "https://ann:sesame@example.org/feed", ...headers({ authorization: "Bearer x" }) },
      "headers.authorization: the user name and password in the url say it already",
    ],
    [
      "a user name with a colon",
      { url: "https://a%3Ab:sesame@example.org/feed" },
      "url: the user name holds a colon, which Basic authentication has no way to say",
    ],
    [
      "a User-Agent of two lines",
      { userAgent: "one\ntwo" },
      'userAgent: expected one line of plain text (ASCII), at most 200 characters long, found "one\\ntwo"',
    ],
  ])("%s", (_, source, fault) => {
    expect(faultsOf(source)).toEqual([`sources[0].${fault}`]);
  });

  test.each([
    ["Host", /belongs to the connection/],
    ["Connection", /belongs to the connection/],
    ["Proxy-Authorization", /belongs to the connection/],
    ["Content-Length", /a poll sends none/],
    ["If-None-Match", /decides what a poll brings/],
    ["if-modified-since", /decides what a poll brings/],
    ["Cache-Control", /decides what a poll brings/],
    ["Accept-Encoding", /decides what a poll brings/],
    ["A-IM", /decides what a poll brings/],
    ["Referer", /Wirefold comes from nowhere/],
    ["User-Agent", /is said by "userAgent" of the source/],
  ])("the header %s is not the source's to give", (name, reason) => {
    const [fault, ...more] = faultsOf(headers({ [name]: "sesame" }));
    expect(more).toEqual([]);
    expect(fault).toMatch(reason);
    expect(fault).toMatch(/^sources\[0\]\.headers\.[\w-]+: this header .*\. Leave it out$/);
  });

  test("a password in an address that is none is not repeated", () => {
    for (const url of [
      "htps://ann:sesame@example.org",
      "https://ann:ses/ame@example.org",
      "ann:sesame@example.org",
    ])
      expect(faultsOf({ url }).join("\n")).not.toMatch(/ses/);
  });
});

describe("one feed is asked in one way:", () => {
  const url = "https://example.org/feed";
  test("the same address with another login is a fault", () => {
    expect(faultsOf({ url }, { url: "https://ann:sesame@example.org/feed" })).toEqual([
      "sources[1].url: sources[0] is the same feed, asked in another way. Leave one of them out, or give both the same login, headers and userAgent",
    ]);
  });

  test("the same address with the same headers is listed twice, as it may be", () => {
    const headers = { "X-Key": "${WIRE_TOKEN}" };
    expect(faultsOf({ url, headers }, { url: `${url}#again`, headers })).toEqual([]);
  });
});
