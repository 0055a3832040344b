import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { listening } from "./listening.ts";

/** What came to a callback. */
export type Called = Readonly<{
  method: string;
  /** With the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}>;

export type Reply = Readonly<{ status?: number; body?: string; headers?: Readonly<Record<string, string>> }>;

/** What a callback answers: to a question with its challenge, to a delivery with 204. */
export const willing = (call: Called): Reply =>
  call.method === "GET" ? { status: 200, body: call.query.get("hub.challenge") ?? "" } : { status: 204 };

/** A WebSub subscriber on 127.0.0.1, which keeps what it is sent. `answer` may be changed at any time. */
export async function startSubscriber(answer: (call: Called) => Reply | Promise<Reply> = willing) {
  const calls: Called[] = [];
  const waiting: { count: number; reached: () => void }[] = [];
  const state = { answer };
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "/";
    const query = new URL(path, "http://subscriber.example").searchParams;
    const { method = "", headers } = request;
    const call = { method, path, query, headers, body: await buffer(request) };
    calls.push(call);
    for (const { count, reached } of waiting) if (calls.length >= count) reached();
    const reply = await state.answer(call);
    response.writeHead(reply.status ?? 200, reply.headers).end(reply.body);
  };
  const server = createServer((request, response) => void take(request, response).catch(() => {}));
  const { port, [Symbol.asyncDispose]: dispose } = await listening(server);
  return {
    base: `http://127.0.0.1:${port}`,
    port,
    calls,
    state,
    /** What it was told, in the order in which it came. */
    told: (path = "/") => calls.filter((call) => call.method === "POST" && call.path.startsWith(path)),
    asked: () => calls.filter((call) => call.method === "GET"),
    /** Resolves when so many calls have come in all. */
    untilCalled: (count: number) =>
      new Promise<void>((resolve) => {
        if (calls.length >= count) resolve();
        else waiting.push({ count, reached: resolve });
      }),
    [Symbol.asyncDispose]: dispose,
  };
}

/** Whether a delivery is signed with this secret, over its body to the byte. */
export const isSigned = ({ headers, body }: Called, secret: string): boolean =>
  headers["x-hub-signature"] === `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** Posts a form to a hub. */
export async function askHub(hub: string, fields: Readonly<Record<string, string>>) {
  const response = await fetch(hub, { method: "POST", body: new URLSearchParams(fields) });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
