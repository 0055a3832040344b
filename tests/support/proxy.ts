import { createServer, type IncomingHttpHeaders, request as sendOn } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import { listening } from "./listening.ts";
import { tlsFile } from "./tls.ts";

export type Proxied = Readonly<{ method: string; target: string; headers: IncomingHttpHeaders }>;

/**
 * A proxy on 127.0.0.1 that leads every request, whatever host it names, to the port of `upstream` on this machine, and
 * remembers what it was asked. `refuse`: the status that it answers instead. `secure`: it is spoken to in TLS.
 */
export async function startProxy(
  upstream: number,
  { refuse, secure = false }: Readonly<{ refuse?: () => number | undefined; secure?: boolean }> = {},
) {
  const asked: Proxied[] = [];
  const server = secure
    ? createTlsServer({ key: tlsFile("key.pem"), cert: tlsFile("good.pem") })
    : createServer();
  server.on("request", (request, response) => {
    asked.push({ method: request.method ?? "", target: request.url ?? "", headers: request.headers });
    const refused = refuse?.();
    if (refused !== undefined) return void response.writeHead(refused).end("refused");
    const { pathname, search } = new URL(request.url ?? "");
    const { "proxy-authorization": _, ...headers } = request.headers; // RFC 9110 11.7.2: for the proxy alone
    const onward = sendOn(
      { host: "127.0.0.1", port: upstream, path: pathname + search, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  server.on("connect", (request, socket) => {
    asked.push({ method: "CONNECT", target: request.url ?? "", headers: request.headers });
    const refused = refuse?.();
    if (refused !== undefined) return void socket.end(`HTTP/1.1 ${refused} No\r\nContent-Length: 0\r\n\r\n`);
    const onward = connect(upstream, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward])
      end.on("error", () => {}).on("close", () => (socket.destroy(), onward.destroy()));
  });
  const { port, sockets, [Symbol.asyncDispose]: close } = await listening(server);
  return {
    asked,
    port,
    sockets,
    url: `${secure ? "https" : "http"}://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: close,
  };
}
