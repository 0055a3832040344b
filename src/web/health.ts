import { Router } from "express";
import { describeError } from "../base/log.ts";
import type { Store } from "../store/store.ts";

/**
 * `/healthz`: 200 while the process answers. `/readyz`: 200 once everything is started and the database takes writes,
 * else 503 with the reason. Plain text, never cached.
 */
export function healthRoutes({ store, isReady }: Readonly<{ store: Store; isReady: () => boolean }>): Router {
  const router = Router();
  router.use(["/healthz", "/readyz"], (_request, response, next) => {
    response.set("Cache-Control", "no-store").type("text/plain");
    next();
  });
  router.get("/healthz", (_request, response) => {
    response.send("alive\n");
  });
  router.get("/readyz", async (_request, response) => {
    if (!isReady()) {
      response.status(503).send("not ready: still starting\n");
      return;
    }
    try {
      await store.ping();
      response.send("ready\n");
    } catch (error) {
      response.status(503).send(`not ready: the database does not take writes: ${describeError(error)}\n`);
    }
  });
  return router;
}
