import type { Log } from "../base/log.ts";
import type { StopRequest } from "../base/stop-request.ts";
import type { Environment } from "../config/environment.ts";
import type { Service } from "../service.ts";

/** npm kills itself and its shell at SIGTERM, and tells us nothing where the shell (dash) stands between. */
export function watchNpm(stop: StopRequest, { startedByNpm }: Environment): void {
  if (startedByNpm) stop.watchParent("the npm that started this");
}

/** Starts a service, unless it is to stop already; resolves when it has been asked to stop, and has. */
export async function untilStopped(
  stop: StopRequest,
  log: Log,
  start: () => Promise<Service>,
): Promise<void> {
  const service = stop.came() ? undefined : await start();
  log.info("stopping", await stop.asked);
  await service?.stop();
  log.info("stopped");
}
