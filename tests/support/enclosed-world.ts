/**
 * Run by `tests/integration/address-guard-world.test.ts` in a network namespace of its own, where every address of IPv4 and
 * IPv6 leads to this process: a server that takes whatever comes, and a name server. On stdin: a `World`; on stdout: what
 * became of each of its targets, and at which addresses a connection arrived.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startNameServer, type Names } from "./name-server.ts";
import { fetchOnce } from "./fetching.ts";
import { rssOf } from "./outlet.ts";

export type World = Readonly<{
  /** Addresses to be fetched, one after the other. */
  urls: readonly string[];
  names: Names;
  /** TCP ports on which somebody listens, at every address. */
  ports: readonly number[];
  /** As `network.allow`. */
  allow: readonly string[];
}>;
/** `arrivedAt`: the local addresses of the connections that came. */
export type Arrival = Readonly<{ url: string; kind: string; message: string; arrivedAt: readonly string[] }>;

/** The machine's own files are covered for this namespace only. */
function takeOverNetwork(): void {
  const run = (command: string) =>
    execFileSync("sh", ["-ec", command], { stdio: ["ignore", "ignore", "inherit"] });
  run("ip link set lo up; ip route add local 0.0.0.0/0 dev lo; ip -6 route add local ::/0 dev lo");
  const folder = mkdtempSync(join(tmpdir(), "wirefold-world-"));
  const cover = (path: string, content: string) => {
    const own = join(folder, path.replaceAll("/", "-"));
    writeFileSync(own, content);
    run(`mount --bind '${own}' '${path}'`);
  };
  cover("/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
  cover("/etc/hosts", "127.0.0.1 localhost ip6-localhost\n::1 localhost ip6-localhost\n");
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}

async function listenEverywhere(ports: readonly number[]) {
  const arrived: string[] = [];
  const servers = ports.map((port) => {
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://world.example");
      const to = searchParams.get("to");
      if (pathname === "/redir" && to !== null)
        response.writeHead(Number(searchParams.get("code")), { location: to }).end();
      else response.end(rssOf("one"));
    });
    server.on("connection", ({ localAddress = "" }) =>
      arrived.push(localAddress.replace(/^::ffff:(?=.*\.)/, "")),
    );
    return new Promise<void>((done) => server.listen(port, "::", done));
  });
  await Promise.all(servers);
  return arrived;
}

const { urls, names, ports, allow } = JSON.parse(await text(process.stdin)) as World;
takeOverNetwork();
await startNameServer(names);
const arrived = await listenEverywhere(ports);
const arrivals: Arrival[] = [];
for (const url of urls) {
  arrived.length = 0;
  const outcome = await fetchOnce(url, { allow, timeoutMs: 20_000 });
  const message = "message" in outcome ? outcome.message : "";
  arrivals.push({ url, kind: outcome.kind, message, arrivedAt: [...arrived] });
}
process.stdout.write(JSON.stringify(arrivals), () => process.exit(0));
