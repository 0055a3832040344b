import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** What an outlet says to one request: an answer, or whatever a handler does with it. */
export type Answer =
  | Readonly<{ status?: number; headers?: OutgoingHttpHeaders; body?: string | Uint8Array }>
  | ((request: IncomingMessage, response: ServerResponse) => void);

export type Asked = Readonly<{ path: string; headers: IncomingHttpHeaders }>;

/** An outlet on 127.0.0.1 that says to each path what a test tells it to, and remembers who asked for what. */
export async function startOutlet() {
  const answers = new Map<string, Answer[]>();
  const requests: Asked[] = [];
  let connections = 0;
  let open = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    requests.push({ path, headers: request.headers });
    const left = answers.get(path) ?? [];
    give(left.length > 1 ? left.shift() : left[0], request, response);
  });
  server.on("connection", (socket) => {
    connections++;
    open++;
    socket.once("close", () => void open--);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests,
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    /** Made so far, and of these open. */
    connections: () => connections,
    open: () => open,
    /** The answers to a path, one after the other; the last for ever. */
    serve: (path: string, ...given: readonly Answer[]) => void answers.set(path, [...given]),
    askedFor: (path: string) => requests.filter((request) => request.path === path),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function give(answer: Answer | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (typeof answer === "function") return answer(request, response);
  response.writeHead(answer ? (answer.status ?? 200) : 404, answer?.headers);
  response.end(answer?.body);
}

/** An RSS document with an item a key. */
export const rssOf = (...keys: readonly string[]): string => rssWith("", ...keys);

/** … and elements of the channel besides. */
export const rssWith = (channel: string, ...keys: readonly string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>${channel}${keys
    .map(
      (key) =>
        `<item><title>Title of ${key}</title><link>https://outlet.example/${key}</link><guid>${key}</guid></item>`,
    )
    .join("")}</channel></rss>`;

export const redirect = (status: number, location: string): Answer => ({ status, headers: { location } });
