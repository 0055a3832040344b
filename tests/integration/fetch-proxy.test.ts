import { createServer } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { readProxies } from "../../src/config/read-proxies.ts";
import { fetchFeed } from "../../src/fetch/fetch-feed.ts";
import { fetchOnce, httpClient, nameServer } from "../support/fetching.ts";
import { listening } from "../support/listening.ts";
import { redirect, rssOf, startOutlet } from "../support/outlet.ts";
import { startProxy } from "../support/proxy.ts";
import { testClock } from "../support/test-clock.ts";
import { startTlsServer, trustTestRoot } from "../support/tls.ts";

beforeAll(trustTestRoot);

const publicly = [["93.184.216.34"]] as const;
const resolve = nameServer({
  "outlet.example": publicly,
  "feeds.outlet.example": publicly,
  "inner.example": [["10.0.0.1"]],
  "both.example": [["93.184.216.34", "10.0.0.1"]],
  "turns.example": [...publicly, ["127.0.0.2"]],
});
/** What the environment says, as it is read there. */
const by = (env: NodeJS.ProcessEnv) => ({ resolve, proxies: readProxies(env).proxies });
const withLogin = (url: string) => url.replace("://", "://ann:s%3Acret@");
const login = `Basic ${Buffer.from("ann:s:cret").toString("base64")}`;

describe("through a proxy", () => {
  test("http is asked for in absolute form, and the name is the proxy's to resolve", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed?a=1", { body: rssOf("one") });
    await using proxy = await startProxy(outlet.port);
    const outcome = await fetchOnce("http://outlet.example/feed?a=1", by({ HTTP_PROXY: proxy.url }));
    expect(outcome).toMatchObject({ kind: "body", finalUrl: "http://outlet.example/feed?a=1" });
    expect(proxy.asked).toMatchObject([
      { method: "GET", target: "http://outlet.example/feed?a=1", headers: { host: "outlet.example" } },
    ]);
    expect(outlet.requests).toMatchObject([{ headers: { "user-agent": "Wirefold/9.9.9" } }]);
  });

  test("https goes by a tunnel, in which the host's own certificate counts", async () => {
    await using good = await startTlsServer("good.pem");
    await using proxy = await startProxy(good.port);
    const given = by({ HTTPS_PROXY: proxy.url });
    expect(await fetchOnce("https://outlet.example/feed", given)).toMatchObject({ kind: "body" });
    expect(proxy.asked).toMatchObject([{ method: "CONNECT", target: "outlet.example:443" }]);
    expect(await fetchOnce("https://outlet.example:8443/feed", given)).toMatchObject({ kind: "body" });
    expect(proxy.asked[1]).toMatchObject({ target: "outlet.example:8443" });
    expect(await fetchOnce("https://[2606:2800:220:1::1]/feed", given)).toMatchObject({ fault: "tls" });
    expect(proxy.asked[2]).toMatchObject({ target: "[2606:2800:220:1::1]:443" });
  });

  test.each([
    ["expired.pem", "the certificate of outlet.example has expired"],
    ["other-name.pem", "made out to a.other.example"],
    ["self-signed.pem", "the certificate of outlet.example is self-signed"],
  ])("a host with %s is refused all the same, and its tunnel is closed", async (certificate, words) => {
    await using bad = await startTlsServer(certificate);
    await using proxy = await startProxy(bad.port);
    await using http = httpClient(by({ HTTPS_PROXY: proxy.url }));
    const url = "https://outlet.example/feed";
    const outcome = await fetchFeed({ http, url, validators: {}, clock: testClock() });
    expect(outcome).toMatchObject({ fault: "tls", message: expect.stringContaining(words) });
    await expect.poll(() => proxy.sockets.size).toBe(0);
  });

  test("a host that hangs up in the handshake is named, not the proxy", async () => {
    await using host = await listening(
      createServer((socket) => void socket.once("data", () => socket.destroy())),
    );
    await using proxy = await startProxy(host.port);
    const outcome = await fetchOnce("https://outlet.example/feed", by({ HTTPS_PROXY: proxy.url }));
    expect(outcome).toMatchObject({
      fault: "tls",
      message: expect.stringContaining(": outlet.example closed the connection in the TLS handshake"),
    });
  });

  test("a host that is silent in the handshake too, for no longer than a request may take", async () => {
    await using host = await listening(createServer());
    await using proxy = await startProxy(host.port);
    const given = { ...by({ HTTPS_PROXY: proxy.url }), timeoutMs: 300 };
    expect(await fetchOnce("https://outlet.example/feed", given)).toMatchObject({
      fault: "timeout",
      message: expect.stringMatching(
        /: outlet\.example took the connection and did not finish the TLS handshake/,
      ),
    });
  });

  test("that is spoken to in TLS itself, both go as well", async () => {
    await using good = await startTlsServer("good.pem");
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("one") });
    await using forHttps = await startProxy(good.port, { secure: true });
    await using forHttp = await startProxy(outlet.port, { secure: true });
    const given = by({ HTTPS_PROXY: forHttps.url, HTTP_PROXY: forHttp.url });
    expect(await fetchOnce("https://outlet.example/feed", given)).toMatchObject({ kind: "body" });
    expect(await fetchOnce("http://feeds.outlet.example/feed", given)).toMatchObject({ kind: "body" });
  });

  test("connections to it are kept: one for all plain hosts, a tunnel for each host with TLS", async () => {
    await using good = await startTlsServer("good.pem");
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("one") });
    await using tunnels = await startProxy(good.port);
    await using plain = await startProxy(outlet.port, { secure: true });
    await using http = httpClient(by({ HTTPS_PROXY: tunnels.url, HTTP_PROXY: plain.url }));
    for (const url of [
      "https://outlet.example/1",
      "https://outlet.example/2",
      "http://outlet.example/feed",
      "http://feeds.outlet.example/feed",
    ]) {
      expect(await fetchFeed({ http, url, validators: {}, clock: testClock() })).toMatchObject({
        kind: "body",
      });
      await new Promise(setImmediate); // undici hands a connection back one turn of the loop after the body's end
    }
    expect(tunnels.asked).toHaveLength(1);
    expect(plain.asked).toHaveLength(2);
    expect(plain.sockets.size).toBe(1);
  });

  test("what NO_PROXY names is asked straight, and this machine always is", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("one") });
    await using proxy = await startProxy(outlet.port);
    const given = {
      ...by({ ALL_PROXY: proxy.url, NO_PROXY: ".near.example" }),
      resolve: nameServer({ "a.near.example": [["127.0.0.1"]] }),
    };
    expect(await fetchOnce(`http://a.near.example:${outlet.port}/feed`, given)).toMatchObject({
      kind: "body",
    });
    expect(await fetchOnce(outlet.url("/feed"), given)).toMatchObject({ kind: "body" });
    expect(proxy.asked).toEqual([]);
  });
});

describe("credentials of a proxy", () => {
  test("are sent to the proxy only", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", redirect(302, outlet.url("/moved")));
    outlet.serve("/moved", { body: rssOf("one") });
    const seen: unknown[] = [];
    await using tls = await startTlsServer("good.pem", {
      answer: ({ headers }, response) => void (seen.push(headers), response.end("x")),
    });
    await using plain = await startProxy(outlet.port);
    await using tunnels = await startProxy(tls.port);
    const given = by({ HTTP_PROXY: withLogin(plain.url), HTTPS_PROXY: withLogin(tunnels.url) });
    expect(await fetchOnce("http://outlet.example/feed", given)).toMatchObject({ kind: "body" });
    expect(await fetchOnce("https://outlet.example/feed", given)).toMatchObject({ kind: "body" });
    expect([...plain.asked, ...tunnels.asked].map(({ headers }) => headers["proxy-authorization"])).toEqual([
      login,
      login,
    ]);
    expect(outlet.requests.map(({ path }) => path)).toEqual(["/feed", "/moved"]); // the second straight to 127.0.0.1
    for (const headers of [...outlet.requests.map((asked) => asked.headers), ...seen])
      expect(headers).not.toHaveProperty("proxy-authorization");
  });

  test.each(["http://outlet.example/feed", "https://outlet.example/feed"])(
    "that are wanted or wrong are said, with what to do, and never shown: %s",
    async (url) => {
      await using outlet = await startOutlet();
      await using proxy = await startProxy(outlet.port, { refuse: () => 407 });
      const start = `Cannot fetch ${url}: the proxy ${proxy.url} (ALL_PROXY)`;
      const end = `(407 Proxy Authentication Required): set ALL_PROXY to http://USER:PASSWORD@127.0.0.1:${proxy.port}`;
      expect(await fetchOnce(url, by({ ALL_PROXY: proxy.url }))).toEqual({
        kind: "failed",
        fault: "offline",
        message: `${start} wants a user name and password ${end}`,
      });
      expect(await fetchOnce(url, by({ ALL_PROXY: withLogin(proxy.url) }))).toMatchObject({
        message: `${start} does not take the user name and password ${end}`,
      });
      expect(outlet.requests).toEqual([]);
    },
  );
});

describe("the guard stands before a proxy too:", () => {
  test.each([
    ["http://10.0.0.1/", "10.0.0.1 is a private address"],
    ["https://0xa9fea9fe/latest/meta-data", "169.254.169.254 is a link-local address"],
    ["http://[fd00::1]/", "fd00::1 is a private address"],
    ["https://[::ffff:10.0.0.1]/", "::ffff:a00:1 is a private address"],
    ["http://inner.example/", "inner.example resolves to 10.0.0.1, a private address"],
    ["https://inner.example/", "inner.example resolves to 10.0.0.1, a private address"],
    ["http://both.example/", "both.example resolves to 10.0.0.1, a private address"],
  ])("%s is not asked for", async (url, words) => {
    await using proxy = await startProxy(1);
    expect(await fetchOnce(url, by({ ALL_PROXY: proxy.url }))).toMatchObject({
      fault: "address",
      message: expect.stringContaining(`: ${words}, and network.allow does not name it`),
    });
    expect(proxy.asked).toEqual([]);
  });

  test("what network.allow names may be asked for", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("one") });
    await using proxy = await startProxy(outlet.port);
    const given = { ...by({ ALL_PROXY: proxy.url }), allow: ["10.0.0.0/8"] };
    expect(await fetchOnce("http://10.0.0.1/feed", given)).toMatchObject({ kind: "body" });
    expect(await fetchOnce("http://both.example/feed", given)).toMatchObject({ kind: "body" });
  });

  test("redirects pass it as well", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/literal", redirect(302, "http://192.168.0.1/"));
    outlet.serve("/name", redirect(302, "https://inner.example/"));
    await using proxy = await startProxy(outlet.port);
    for (const path of ["/literal", "/name"])
      expect(await fetchOnce(`http://outlet.example${path}`, by({ ALL_PROXY: proxy.url }))).toMatchObject({
        fault: "address",
      });
    expect(proxy.asked).toHaveLength(2);
  });

  test("a name that turns private is refused at the next request, also on a kept connection", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("one") });
    await using proxy = await startProxy(outlet.port);
    await using http = httpClient(by({ ALL_PROXY: proxy.url }));
    const fetch = () =>
      fetchFeed({ http, url: "http://turns.example/feed", validators: {}, clock: testClock() });
    expect(await fetch()).toMatchObject({ kind: "body" });
    expect(await fetch()).toMatchObject({ fault: "address" });
  });

  test("a name that only the proxy may know is not asked for: it may lead anywhere", async () => {
    await using proxy = await startProxy(1);
    for (const url of ["http://unknown.example/feed", "https://unknown.example/feed"])
      expect(await fetchOnce(url, by({ ALL_PROXY: proxy.url }))).toEqual({
        kind: "failed",
        fault: "dns",
        message:
          `Cannot fetch ${url}: the host name unknown.example does not resolve on this machine, so that the proxy ${proxy.url} (ALL_PROXY) was not asked: ` +
          `it may lead to a private address. Check how it is spelt; if only the proxy can resolve names and it refuses private addresses itself, set network.allow to ["0.0.0.0/0", "::/0"]`,
      });
    expect(proxy.asked).toEqual([]);
  });

  test("unless network.allow names every address: then nothing is looked up, and the proxy judges", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssOf("one") });
    await using proxy = await startProxy(outlet.port);
    const { proxies } = by({ ALL_PROXY: proxy.url });
    const given = { proxies, allow: ["0.0.0.0/0", "::/0"], resolve: () => expect.unreachable("no look-up") };
    expect(await fetchOnce("http://unknown.example/feed", given)).toMatchObject({ kind: "body" });
  });
});

describe("a proxy that does not work is named, and no fault of the host's:", () => {
  const urls = ["http://outlet.example/feed", "https://outlet.example/feed"];

  test.each(urls)("it refuses the connection: %s", async (url) => {
    const { url: proxy } = await startProxyAndLeave();
    expect(await fetchOnce(url, by({ ALL_PROXY: proxy }))).toEqual({
      kind: "failed",
      fault: "offline",
      message: `Cannot fetch ${url}: the proxy ${proxy} (ALL_PROXY) refused the connection`,
    });
  });

  test.each(urls)("its name does not resolve: %s", async (url) => {
    const { message } = (await fetchOnce(url, by({ all_proxy: "nowhere.invalid:3128" }))) as {
      message: string;
    };
    expect(message).toMatch(/nowhere\.invalid/);
  });

  test.each(urls)("its certificate is not taken: %s", async (url) => {
    await using bad = await startTlsServer("expired.pem");
    expect(await fetchOnce(url, by({ ALL_PROXY: `https://127.0.0.1:${bad.port}` }))).toEqual({
      kind: "failed",
      fault: "offline",
      message: `Cannot fetch ${url}: the certificate of the proxy https://127.0.0.1:${bad.port} (ALL_PROXY) has expired: its operator must renew it, or this clock is wrong`,
    });
  });

  test.each(urls)("it is made out to other names: %s", async (url) => {
    await using bad = await startTlsServer("other-name.pem");
    expect(await fetchOnce(url, by({ ALL_PROXY: `https://127.0.0.1:${bad.port}` }))).toMatchObject({
      fault: "offline",
      message: expect.stringMatching(/the certificate of the proxy .* is made out to a\.other\.example/),
    });
  });

  test.each([
    [403, "403 Forbidden"],
    [502, "502 Bad Gateway"],
  ])("it answers %s to CONNECT, which is about the host", async (status, answer) => {
    await using proxy = await startProxy(1, { refuse: () => status });
    expect(await fetchOnce("https://outlet.example/feed", by({ ALL_PROXY: proxy.url }))).toEqual({
      kind: "failed",
      fault: "connection",
      message: `Cannot fetch https://outlet.example/feed: the proxy ${proxy.url} (ALL_PROXY) makes no connection to outlet.example:443: it answered ${answer}`,
    });
  });

  test.each([
    ["hangs up", "", "closed the connection before it answered"],
    ["is no proxy", "220 mail.example ESMTP\r\n", "is not HTTP"],
  ])("it %s", async (_, answer, words) => {
    await using server = await listening(
      createServer((socket) => void socket.once("data", () => socket.end(answer))),
    );
    const url = `http://127.0.0.1:${server.port}`;
    expect(await fetchOnce("https://outlet.example/feed", by({ ALL_PROXY: url }))).toMatchObject({
      fault: "offline",
      message: expect.stringMatching(new RegExp(`the proxy ${url} \\(ALL_PROXY\\).* ${words}`)),
    });
  });

  test("it is silent, for no longer than a request may take", async () => {
    await using server = await listening(createServer());
    const url = `http://127.0.0.1:${server.port}`;
    expect(
      await fetchOnce("https://outlet.example/feed", { ...by({ ALL_PROXY: url }), timeoutMs: 200 }),
    ).toEqual({
      kind: "failed",
      fault: "offline",
      message: `Cannot fetch https://outlet.example/feed: the proxy ${url} (ALL_PROXY) took the request and did not answer within 0.2 s`,
    });
  });
});

/** A proxy that was there a moment ago. */
async function startProxyAndLeave() {
  await using proxy = await startProxy(1);
  return { url: proxy.url };
}
