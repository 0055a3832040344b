import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAtomFeed } from "feedsmith";
import { expect, test } from "vitest";
import { startFeedServer } from "../support/feed-server.ts";
import { runProgram, startServiceProgram, until } from "../support/program.ts";
import { askHub, isSigned, startSubscriber } from "../support/subscriber.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const item = (number: number) =>
  `<item><guid>${number}</guid><title>Report ${number} on harbour works ${number}</title>` +
  `<link>https://outlet.example/${number}</link><description>Text of report ${number}.</description></item>`;
const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>Outlet</title>${items.join("")}</channel></rss>`;

test("a new story reaches a subscriber, also one that was away over a restart; then it takes its leave", async () => {
  await using folder = await temporaryFolder();
  await using publisher = await startFeedServer([{ path: "/rss", body: rss(item(1)) }]);
  await using subscriber = await startSubscriber();
  const config = join(folder.path, "feeds.config.json");
  const siteUrl = "https://wire.example.org";
  await writeFile(
    config,
    JSON.stringify({ siteUrl, network: { allow: ["127.0.0.0/8"] }, sources: [{ url: publisher.urls[0] }] }),
  );
  const env = { WIREFOLD_CONFIG: config, DATABASE_URL: `sqlite:${folder.path}/wirefold.db` };
  const publish = async (body: string) => {
    publisher.replace({ path: "/rss", body });
    // Another process, as cron would start it; what it brings and groups is told by the service.
    expect((await runProgram(["poll", "--all"], env)).code).toBe(0);
  };
  const topic = `${siteUrl}/feed.atom`;
  const wish = { "hub.topic": topic, "hub.callback": `${subscriber.base}/cb?key=1`, "hub.secret": "word" };
  {
    await using service = await startServiceProgram(folder.path, config);
    const feed = await until("the first story is there", 60_000, async () => {
      const response = await fetch(`${service.url}/feed.atom`);
      return (await response.clone().text()).includes("Report 1") ? response : undefined;
    });
    expect(feed.headers.get("link")).toContain(`<${siteUrl}/hub>; rel="hub"`);
    expect(parseAtomFeed(await feed.text()).links).toContainEqual({ rel: "hub", href: `${siteUrl}/hub` });
    expect((await askHub(`${service.url}/hub`, { ...wish, "hub.mode": "subscribe" })).status).toBe(202);
    await until("the subscription is confirmed", 60_000, () =>
      service.logged().some(({ event }) => event === "hub subscription confirmed"),
    );
    expect(subscriber.asked()).toHaveLength(1);

    await publish(rss(item(2), item(1)));
    await until("the subscriber is told", 60_000, () => subscriber.told().length > 0);
    const [told] = subscriber.told();
    expect(told!.body.toString()).toBe(await (await fetch(`${service.url}/feed.atom`)).text());
    expect(told!.body.toString()).toContain("Report 2");
    expect(isSigned(told!, "word")).toBe(true);
    expect(await (await fetch(`${service.url}/status`)).text()).toContain("1 subscription to 1 feed.");
  }
  await publish(rss(item(3), item(2), item(1)));
  await using service = await startServiceProgram(folder.path, config);
  await until("the subscriber is told what came meanwhile", 60_000, () => subscriber.told().length > 1);
  expect(subscriber.told()[1]!.body.toString()).toContain("Report 3");

  expect((await askHub(`${service.url}/hub`, { ...wish, "hub.mode": "unsubscribe" })).status).toBe(202);
  await until("the subscription is ended", 60_000, () =>
    service.logged().some(({ event }) => event === "hub subscription ended by its subscriber"),
  );
  expect(subscriber.told()).toHaveLength(2);
});
