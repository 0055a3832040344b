import type { IncomingMessage } from "node:http";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Store } from "../store/store.ts";
import { callbackPath } from "./callback-address.ts";
import { type SignatureCheck, signatureCheck } from "./signed.ts";
import { afterDenialMs, leaseFrom, leastPollGapMs } from "./timing.ts";

export type PushRouteParts = Readonly<{
  store: Pick<Store, "confirmPush" | "denyPush" | "pushSecret" | "notePush">;
  clock: Clock;
  log: Log;
  /** Of a body that is pushed. */
  maxBodyBytes: () => number;
  /** Whether hubs may tell us at present. */
  isOn: () => boolean;
}>;

type Called = Request<{ token: string }>;

/**
 * `/push/TOKEN`, where hubs call (WebSub 5.2, 5.3 and 7). A push only makes its feed due: its bytes are never read as a
 * feed, so that what is stored has come from the publisher's own address, under all the rules of a poll.
 */
export function pushRoutes(parts: PushRouteParts): Router {
  const router = Router();
  router
    .route(`${callbackPath}:token`)
    .get(answerHub(parts))
    .post(takePush(parts))
    .all((_request, response) => {
      response.set("Allow", "GET, POST");
      say(response, 405, "Hubs call here, by GET and POST.");
    });
  return router;
}

/** One value of a query; a name that stands twice says nothing. */
const single = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const longestReason = 200;

const answerHub =
  ({ store, clock, log, isOn }: PushRouteParts): RequestHandler<{ token: string }> =>
  async (request: Called, response) => {
    const { token } = request.params;
    const [mode, topic, challenge] = ["mode", "topic", "challenge"].map((name) =>
      single(request.query[`hub.${name}`]),
    );
    const now = clock.now();
    const unknown = () => say(response, 404, "Nobody here has asked for that.");
    if (!isOn() || topic === undefined) return unknown();
    if (mode === "denied") {
      const said = single(request.query["hub.reason"])?.slice(0, longestReason);
      const reason = said ? `it denied the subscription: ${said}` : "it denied the subscription";
      const againAt = new Date(now.getTime() + afterDenialMs);
      if (!(await store.denyPush({ token, topic, reason, againAt }, now))) return unknown();
      log.info("a hub denied a subscription", { topic, reason });
      return say(response, 200, "Noted.");
    }
    if (mode !== "subscribe" || !challenge) return unknown();
    const lease = leaseFrom(single(request.query["hub.lease_seconds"]), now);
    if (!(await store.confirmPush({ token, topic, ...lease }, now))) return unknown();
    log.debug("a hub tells of news from now on", { topic, leaseMs: lease.leaseMs });
    // To the letter, and as nothing that a browser would run.
    response.set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
    response.type("text/plain").send(challenge);
  };

const takePush =
  ({ store, clock, log, maxBodyBytes, isOn }: PushRouteParts): RequestHandler<{ token: string }> =>
  async (request: Called, response) => {
    const { token } = request.params;
    const secret = isOn() ? await store.pushSecret(token) : undefined;
    // Ends the subscription at a hub that still has one (WebSub 7).
    if (secret === undefined) return refuse(response, 410, "Nobody here wants to be told of that any more.");
    const check = signatureCheck(request.get("x-hub-signature"), secret);
    if (!(await readThrough(request, maxBodyBytes(), check)))
      return refuse(response, 413, "That is more than is read.");
    // WebSub 7.1.2: also what is not signed by the hub is taken, and then left aside.
    if (check?.isGenuine()) await store.notePush(token, leastPollGapMs, clock.now());
    else log.info("a push without the hub's signature is left aside", { address: request.ip });
    response.status(202).set("Cache-Control", "no-store").end();
  };

/** Reads a body without keeping it; answers whether it stayed within the limit. */
async function readThrough(
  request: IncomingMessage,
  maxBytes: number,
  check: SignatureCheck | undefined,
): Promise<boolean> {
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return false;
    check?.update(chunk);
  }
  return true;
}

/** What was not read to its end leaves no connection that could be used again. */
function refuse(response: Response, status: number, sentence: string): void {
  response.set("Connection", "close");
  say(response, status, sentence);
}

function say(response: Response, status: number, sentence: string): void {
  response.status(status).set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
  response.type("text/plain").send(`${sentence}\n`);
}
