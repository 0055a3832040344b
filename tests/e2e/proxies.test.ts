import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { installation } from "../support/installation.ts";
import { rssOf, startOutlet } from "../support/outlet.ts";
import { startProxy } from "../support/proxy.ts";
import { runProgram } from "../support/program.ts";

test("a proxy of the environment is what feeds are asked by; check says so, and shows no password", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", { body: rssOf("one") });
  await using proxy = await startProxy(outlet.port);
  // Where all addresses are allowed nothing is looked up, so that this needs no name server.
  const config = {
    network: { allow: ["0.0.0.0/0", "::/0"] },
    sources: [{ url: "http://outlet.example/feed" }],
  };
  await using here = await installation();
  await writeFile(here.config, JSON.stringify(config));
  const env = {
    ...here.env,
    HTTP_PROXY: proxy.url.replace("://", "://ann:s3cret@"),
    NO_PROXY: "near.example",
  };

  const checked = await runProgram(["check"], env);
  expect([checked.code, checked.stderr]).toEqual([0, ""]);
  expect(checked.stdout).toContain(
    `  proxies   https straight, http by ${proxy.url} (HTTP_PROXY); straight, by NO_PROXY: near.example\n`,
  );

  const polled = await runProgram(["poll", "--all", "--json"], env);
  expect(JSON.parse(polled.stdout)).toMatchObject({
    url: "http://outlet.example/feed",
    outcome: "ok",
    new: 1,
  });
  expect(proxy.asked).toMatchObject([{ target: "http://outlet.example/feed" }]);
  for (const { stdout, stderr } of [checked, polled]) expect(stdout + stderr).not.toContain("s3cret");
});

test.each([["check"], ["run"], ["poll"], ["add", "https://outlet.example/"]])(
  "a proxy that cannot be used is a fault before anything is asked: %s",
  async (...args) => {
    await using here = await installation();
    const result = await runProgram(args, {
      ...here.env,
      HTTPS_PROXY: "socks5://ann:s3cret@proxy.example:1080",
    });
    expect([result.code, result.stdout, result.stderr]).toEqual([
      1,
      "",
      "The environment cannot be used:\n  HTTPS_PROXY: expected http://HOST:PORT or https://HOST:PORT, " +
        'found "socks5://…@proxy.example:1080". Unset it to go without a proxy.\n',
    ]);
  },
);
