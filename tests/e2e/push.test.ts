import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listening } from "../support/listening.ts";
import { startServiceProgram, until } from "../support/program.ts";
import { startSubscriber } from "../support/subscriber.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const rss =
  "<rss version='2.0'><channel><title>Outlet</title>" +
  "<item><guid>1</guid><title>Report on harbour works</title></item></channel></rss>";

test("the service asks a feed's hub to tell of news, and asks the feed as soon as it does", async () => {
  await using folder = await temporaryFolder();
  await using hub = await startSubscriber(() => ({ status: 202 }));
  await using site = await listening(
    createServer((_request, response) => {
      response.setHeader("link", `<${hub.base}/>; rel="hub"`);
      response.end(rss);
    }),
  );
  const config = join(folder.path, "feeds.config.json");
  const feed = `http://127.0.0.1:${site.port}/feed`;
  // As behind a proxy: people, and hubs, reach the service elsewhere than where it listens.
  const siteUrl = "http://127.0.0.1:9";
  await writeFile(
    config,
    JSON.stringify({ siteUrl, network: { allow: ["127.0.0.0/8"] }, sources: [{ url: feed }] }),
  );
  await using service = await startServiceProgram(folder.path, config);
  await until("the hub is asked", 60_000, () => hub.calls.length > 0);
  const form = new URLSearchParams(hub.calls[0]!.body.toString());
  expect(form.get("hub.topic")).toBe(feed);
  const callback = form.get("hub.callback")!.replace(siteUrl, service.url);
  expect(callback).toMatch(/\/push\/[\w-]{32}$/);

  const question = {
    "hub.mode": "subscribe",
    "hub.topic": feed,
    "hub.challenge": "word",
    "hub.lease_seconds": "9000",
  };
  const answer = await fetch(`${callback}?${new URLSearchParams(question).toString()}`);
  expect(await answer.text()).toBe("word");
  const signature = createHmac("sha256", form.get("hub.secret")!).update(rss).digest("hex");
  const headers = { "x-hub-signature": `sha256=${signature}` };
  expect((await fetch(callback, { method: "POST", body: rss, headers })).status).toBe(202);
  const status = await (await fetch(`${service.url}/status.json`)).text();
  expect(status).toContain("its hub told of news");
});
