import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rssOf } from "../support/outlet.ts";
import { runProgram, startProgram, until } from "../support/program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** An outlet that lets in who has the right login, and redirects, errs and hangs up besides. */
async function startGuarded() {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization ?? (request.headers["x-api-key"] as string | undefined));
    if (request.url === "/moved") return response.writeHead(302, { location: "/refuses" }).end();
    if (request.url === "/hangs-up") return request.socket.destroy();
    if (request.url === "/refuses") return response.writeHead(401).end("s3same");
    return response.end(rssOf(`of${request.url?.slice(1)}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test("a login and headers are sent, and stand in no page, feed, list, log, error or file of the database", async () => {
  await using folder = await temporaryFolder();
  await using outlet = await startGuarded();
  const config = join(folder.path, "feeds.config.json");
  const basic = Buffer.from("ann:s3same-login").toString("base64");
  const secrets = ["s3same", "tok3n", basic];
  await writeFile(
    config,
    JSON.stringify({
      network: { allow: ["127.0.0.0/8"] },
      polling: { perHostGap: "1ms" },
      sources: [
        { url: `http://ann:s3same-login@${outlet.host}/a`, name: "A" },
        { url: `http://\${FEED_USER}:\${FEED_PASSWORD}@${outlet.host}/b` },
        { url: `http://${outlet.host}/c`, headers: { "X-Api-Key": "${WIRE_TOKEN}" } },
        { url: `http://ann:s3same-login@${outlet.host}/moved` },
        { url: `http://ann:s3same-login@${outlet.host}/hangs-up` },
      ],
    }),
  );
  const environment = {
    WIREFOLD_CONFIG: config,
    DATABASE_URL: `sqlite:${folder.path}/wirefold.db`,
    PORT: "0",
    LOG_LEVEL: "debug",
    FEED_USER: "ann",
    FEED_PASSWORD: "s3same-login",
    WIRE_TOKEN: "tok3n",
  };
  const told: string[] = [];
  for (const args of [["check"], ["poll", "--all", "--json"], ["export"]]) {
    const { stdout, stderr, code } = await runProgram(args, environment);
    expect(code, stderr).toBe(0);
    told.push(stdout, stderr);
  }
  // One of them twice, for its redirect; who hangs up on a kept connection is asked again.
  expect(outlet.seen.filter((login) => login === `Basic ${basic}`).length).toBeGreaterThanOrEqual(5);
  expect(outlet.seen).toContain("tok3n");

  await using service = startProgram(["run"], environment);
  const url = await until("the service is ready", 30_000, async () => {
    const found = service.logged().find(({ event }) => event === "started")?.["url"];
    return typeof found === "string" && (await fetch(`${found}/readyz`)).ok ? found : undefined;
  });
  const paths = ["/", "/sources", "/status", "/status.json", "/sources.opml", "/feed.rss", "/feed.json"];
  for (const path of [...paths, ...[1, 2, 3, 4, 5].map((id) => `/sources/${id}`)])
    told.push(await (await fetch(url + path)).text());
  service.kill("SIGTERM");
  await service.ended;
  told.push(service.output.stdout, service.output.stderr);
  for (const file of await readdir(folder.path))
    if (file.startsWith("wirefold.db"))
      told.push((await readFile(join(folder.path, file))).toString("latin1"));

  for (const secret of secrets)
    for (const text of told)
      expect(text.slice(Math.max(0, text.indexOf(secret) - 60)), secret).not.toContain(secret);
  expect(told.join("\n")).toContain(`http://${outlet.host}/b`); // the addresses themselves are told
});
