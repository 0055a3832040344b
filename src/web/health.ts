import { Router } from "express";
import { describeError } from "../base/log.ts";
import { within } from "../base/within.ts";
import type { Store } from "../store/store.ts";

export type HealthParts = Readonly<{
  store: Pick<Store, "ping">;
  isReady: () => boolean;
  /** Each role of this process, and how it does, in a line. */
  roles: () => readonly Readonly<{ role: string; says: string }>[];
}>;

/**
 * `/healthz`: 200 while the process answers. `/readyz`: 200 once everything is started and the database takes writes,
 * else 503 with the reason; then a line for each role of this process, "poll: polls". Plain text, never cached.
 */
export function healthRoutes({ store, isReady, roles }: HealthParts): Router {
  const router = Router();
  router.use(["/healthz", "/readyz"], (_request, response, next) => {
    response.set("Cache-Control", "no-store").type("text/plain");
    next();
  });
  router.get("/healthz", (_request, response) => {
    response.send("alive\n");
  });
  router.get("/readyz", async (_request, response) => {
    const fault = isReady() ? await faultOf(store) : "still starting";
    const lines = [
      fault === undefined ? "ready" : `not ready: ${fault}`,
      ...roles().map(({ role, says }) => `${role}: ${says}`),
    ];
    response.status(fault === undefined ? 200 : 503).send(`${lines.map(inOneLine).join("\n")}\n`);
  });
  return router;
}

/** Whoever asks gives up soon, Prometheus and most balancers after 10 s: a database that is silent is told before. */
export const longestAnswerMs = 3000;

const faultOf = (store: HealthParts["store"]): Promise<string | undefined> =>
  within(longestAnswerMs, store.ping()).then(
    () => undefined,
    (error: unknown) => `the database does not take writes: ${describeError(error)}`,
  );

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, " ");
