import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { nameServer } from "../support/fetching.ts";
import { bringStory, fillWithOneStory, startHub } from "../support/hub.ts";
import { listening } from "../support/listening.ts";
import { freshStore } from "../support/store.ts";
import { startSubscriber, willing } from "../support/subscriber.ts";
import { testSite } from "../support/wire.ts";

const callback = "https://reader.example/cb";

async function hub(given: Parameters<typeof startHub>[1] = {}) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  await fillWithOneStory(store);
  const hub = stack.use(await startHub(store, given));
  const wish = { "hub.mode": "subscribe", "hub.topic": `${hub.base}/feed.json`, "hub.callback": callback };
  return { ...hub, store, wish, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describe("a request off the protocol", () => {
  test.each([
    ["hub.mode", { "hub.mode": "" }],
    ['is "listen"', { "hub.mode": "listen" }],
    ["nothing needs to be published", { "hub.mode": "publish" }],
    ["hub.callback is missing", { "hub.callback": "" }],
    ["must be an address", { "hub.callback": "reader" }],
    ["must be an address", { "hub.callback": "ftp://reader.example/" }],
    ["must be an address", { "hub.callback": "javascript:alert(1)" }],
    ["no user name", { "hub.callback": "https://user:word@reader.example/" }],
    ["fragment", { "hub.callback": "https://reader.example/#part" }],
    ["at most 2000", { "hub.callback": `https://reader.example/${"x".repeat(2000)}` }],
    ["a private address", { "hub.callback": "http://10.0.0.1/cb" }],
    ["a loopback address", { "hub.callback": "http://[::1]/cb" }],
    ["a loopback address", { "hub.callback": "http://2130706433/cb", allow: "none" }],
    ["a link-local address", { "hub.callback": "http://169.254.169.254/latest" }],
    ["hub.topic is missing", { "hub.topic": "" }],
    ["less than 200", { "hub.secret": "x".repeat(200) }],
    ["hub.secret has 200 bytes", { "hub.secret": "ß".repeat(100) }],
    ["positive whole number", { "hub.lease_seconds": "0" }],
    ["positive whole number", { "hub.lease_seconds": "-1" }],
    ["positive whole number", { "hub.lease_seconds": "soon" }],
  ])("is refused with 400, which says: %s", async (words, fields) => {
    await using given = await hub({ allow: "allow" in fields ? [] : ["127.0.0.0/8"] });
    const answer = await given.ask({ ...given.wish, ...fields });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(words);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect((await given.store.hubStatus()).questions).toBe(0);
  });

  test("is one that gives a parameter twice", async () => {
    await using given = await hub();
    const body = new URLSearchParams([
      ...Object.entries(given.wish),
      ["hub.topic", "https://other.example/"],
    ]);
    const response = await fetch(`${given.base}/hub`, { method: "POST", body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("hub.topic is given more than once");
  });

  test.each([
    ["JSON", 415, { headers: { "content-type": "application/json" }, body: "{}" }],
    ["nothing", 415, {}],
    ["a megabyte", 413, { body: new URLSearchParams({ "hub.mode": "x".repeat(1_000_000) }) }],
    [
      "a coding that is none",
      415,
      {
        headers: { "content-type": "application/x-www-form-urlencoded", "content-encoding": "zip" },
        body: "x",
      },
    ],
  ])("is one that posts %s: %i", async (_, status, request: RequestInit) => {
    await using given = await hub();
    const response = await fetch(`${given.base}/hub`, { method: "POST", ...request });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toMatch("text/plain");
  });

  test.each(["GET", "PUT", "DELETE"])("is %s: 405", async (method) => {
    await using given = await hub();
    const response = await fetch(`${given.base}/hub`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  test("is none whose secret is as long as it may be, or empty", async () => {
    await using given = await hub();
    expect((await given.ask({ ...given.wish, "hub.secret": "x".repeat(199) })).status).toBe(202);
    expect((await given.ask({ ...given.wish, "hub.secret": "" })).status).toBe(202);
  });
});

describe("the hub is no cannon", () => {
  test("a host is asked ten times at once, then once a second, and then no more is taken", async () => {
    await using given = await hub();
    await using victim = await startSubscriber();
    const statuses: number[] = [];
    for (let number = 0; number < 100; number++)
      statuses.push((await given.ask({ ...given.wish, "hub.callback": `${victim.base}/${number}` })).status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(70);
    expect(statuses.at(-1)).toBe(429);
    await given.run();
    expect(victim.calls).toHaveLength(10);
    await given.runAfter(1000);
    expect(victim.calls).toHaveLength(11);
    await given.runAfter(10_000);
    expect(victim.calls).toHaveLength(21);
  });

  test("the same wish over and over is asked no more often", async () => {
    await using given = await hub();
    await using victim = await startSubscriber(() => ({ status: 404 }));
    for (let second = 0; second < 600; second++) {
      await given.ask({ ...given.wish, "hub.callback": `${victim.base}/cb` });
      await given.runAfter(1000);
    }
    // It never confirms: 2 s, 4 s … up to 5 min from one to the next.
    expect(victim.calls.length).toBeLessThan(12);
  });

  test("names below one registrable domain are one host", async () => {
    await using given = await hub();
    const answers: Awaited<ReturnType<typeof given.ask>>[] = [];
    for (let number = 0; number < 80; number++)
      answers.push(await given.ask({ ...given.wish, "hub.callback": `https://n${number}.victim.example/` }));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(70);
    const last = answers.at(-1)!;
    expect([last.status, last.headers.get("retry-after")]).toEqual([429, "61"]);
  });

  test("a host that confirms is asked as often as before", async () => {
    await using given = await hub();
    await using app = await startSubscriber();
    for (let number = 0; number < 30; number++) {
      await given.subscribe(`${app.base}/${number}`);
      await given.runAfter(1000);
    }
    expect((await given.store.hubStatus()).subscriptions).toBe(30);
  });

  test("a name that leads to a private address is not connected to", async () => {
    let connected = 0;
    const server = createServer(() => void connected++);
    await using inside = await listening(server);
    await using given = await hub({ allow: [] });
    const address = `http://localhost:${inside.port}/cb`;
    expect((await given.ask({ ...given.wish, "hub.callback": address })).status).toBe(202);
    await given.run();
    expect(connected).toBe(0);
    expect(await given.store.hubStatus()).toMatchObject({ subscriptions: 0, questions: 0 });
  });

  test("nor is one that has come to lead there since it was subscribed", async () => {
    const resolve = nameServer({ "reader.example": [["127.0.0.1"], ["127.0.0.2"]] });
    await using given = await hub({ allow: ["127.0.0.1/32"], resolve, site: testSite });
    await using subscriber = await startSubscriber((call) => ({
      ...willing(call),
      headers: { connection: "close" },
    }));
    await given.subscribe(`http://reader.example:${subscriber.port}/cb`);
    await bringStory(given.store, 2);
    await given.run();
    expect(subscriber.told()).toEqual([]);
    expect((await given.store.hubStatus()).failures[0]?.error).toBe(
      "reader.example resolves to 127.0.0.2, a loopback address, and network.allow does not name it",
    );
  });
});
