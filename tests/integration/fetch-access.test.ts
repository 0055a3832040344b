import { describe, expect, test } from "vitest";
import type { SourceAccess } from "../../src/model/source-access.ts";
import { fetchOnce, nameServer } from "../support/fetching.ts";
import { redirect, rssOf, startOutlet } from "../support/outlet.ts";

const body = rssOf("one");
const secret = "Bearer s3same";
const accessTo = (url: string, given: Partial<SourceAccess> = {}): SourceAccess => ({
  origin: new URL(url).origin,
  headers: { authorization: secret, "x-key": "k3y" },
  plainSecrets: [],
  ...given,
});

describe("a source's own headers", () => {
  test("go with every request to its server, after a redirect there too, and are not told", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(302, "/new"));
    outlet.serve("/new", { body });
    const outcome = await fetchOnce(outlet.url("/old"), { access: accessTo(outlet.url("/")) });
    expect(outlet.requests.map(({ headers }) => [headers.authorization, headers["x-key"]])).toEqual([
      [secret, "k3y"],
      [secret, "k3y"],
    ]);
    expect(JSON.stringify(outcome)).not.toContain("s3same");
  });

  test.each(["odd:Bearer s3same", "/new?token=s3same"])(
    "are not told where their server sends them back, as %s",
    async (location) => {
      await using outlet = await startOutlet();
      outlet.serve("/old", redirect(302, location));
      const outcome = await fetchOnce(outlet.url("/old"), { access: accessTo(outlet.url("/")) });
      expect(outcome).toMatchObject({ message: expect.stringContaining("it redirects to") });
      expect("message" in outcome && outcome.message).not.toContain("s3same");
    },
  );

  test("stand in the place of ours where they have the same name", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body });
    const access = accessTo(outlet.url("/"), { headers: { accept: "text/xml" } });
    await fetchOnce(outlet.url("/feed"), { access });
    expect(outlet.requests[0]?.headers.accept).toBe("text/xml");
  });

  test.each([
    ["host", (port: number) => `http://other.example:${port}/new`],
    ["host, as a login in Location", (port: number) => `http://ann:k3y@other.example:${port}/new`],
  ])("are not sent to another %s", async (_, target) => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(301, target(outlet.port)));
    outlet.serve("/new", { body });
    const resolve = nameServer({ "other.example": [["127.0.0.1"]] });
    const outcome = await fetchOnce(outlet.url("/old"), { access: accessTo(outlet.url("/")), resolve });
    expect(outcome).toMatchObject({ kind: "body" });
    expect(outlet.askedFor("/old")[0]?.headers).toMatchObject({ authorization: secret });
    const [asked] = outlet.askedFor("/new");
    expect(asked?.headers).not.toHaveProperty("authorization");
    expect(asked?.headers).not.toHaveProperty("x-key");
  });

  test("are not sent to another port or scheme, and are sent again on the way back", async () => {
    await using outlet = await startOutlet();
    await using other = await startOutlet();
    outlet.serve("/1", redirect(302, other.url("/2")));
    other.serve("/2", redirect(302, outlet.url("/3")));
    outlet.serve("/3", redirect(302, `https://127.0.0.1:${outlet.port}/4`));
    await fetchOnce(outlet.url("/1"), { access: accessTo(outlet.url("/")) });
    expect(other.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(outlet.askedFor("/3")[0]?.headers).toMatchObject({ authorization: secret });
    // That https is another origin is told by the address alone: nobody speaks TLS here.
    const foreign = accessTo(`https://127.0.0.1:${outlet.port}/`);
    await fetchOnce(outlet.url("/1"), { access: foreign });
    expect(outlet.askedFor("/1")[1]?.headers).not.toHaveProperty("authorization");
  });
});

test("a source's own User-Agent is sent as it stands, wherever the poll leads", async () => {
  await using outlet = await startOutlet();
  await using other = await startOutlet();
  outlet.serve("/old", redirect(302, other.url("/new")));
  other.serve("/new", { body });
  const userAgent = "Example Ltd news desk (desk@example.org)";
  const access = accessTo(outlet.url("/"), { headers: {}, userAgent });
  await fetchOnce(outlet.url("/old"), { access, contact: "https://wire.example/about" });
  for (const { headers } of [...outlet.requests, ...other.requests])
    expect(headers["user-agent"]).toBe(userAgent);
});

describe("a server that wants a login", () => {
  const refusal = { status: 401, headers: { "www-authenticate": 'Basic realm="subscribers"' } };

  test("is told with how to give one", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", refusal);
    const url = outlet.url("/feed");
    expect(await fetchOnce(url)).toMatchObject({
      kind: "http-error",
      message: `Cannot fetch ${url}: the server answered 401 Unauthorized. It wants a login: the source's url (https://user:password@…) or headers in the config can give one`,
    });
  });

  test.each([401, 403])(
    "and answers %i to the one it was sent is told by the headers' names",
    async (status) => {
      await using outlet = await startOutlet();
      outlet.serve("/feed", { status });
      const outcome = await fetchOnce(outlet.url("/feed"), { access: accessTo(outlet.url("/")) });
      expect(outcome).toMatchObject({
        message: expect.stringMatching(
          /the server answered 40\d \w+ to the authorization, x-key that the config gives this source\. Check what it says$/,
        ),
      });
    },
  );

  test("and is not the source's own is told with why it got none", async () => {
    await using outlet = await startOutlet();
    await using other = await startOutlet();
    outlet.serve("/feed", redirect(301, other.url("/feed")));
    other.serve("/feed", refusal);
    const outcome = await fetchOnce(outlet.url("/feed"), { access: accessTo(outlet.url("/")) });
    const [own, foreign] = [outlet.url("/feed"), other.url("/feed")];
    expect(outcome).toMatchObject({
      message: `Cannot fetch ${own} (it redirects to ${foreign}): the server answered 401 Unauthorized. The login and headers of this source are sent to ${new URL(own).origin} only: if ${new URL(foreign).origin} is the same publisher's, put its address into the config`,
    });
  });
});
