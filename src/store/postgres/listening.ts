import { setTimeout } from "node:timers/promises";
import { Client } from "pg";

/** From the first try to the last, again and again: a server that is gone is not asked more often. */
const waitsMs = [1000, 2000, 5000, 15_000, 30_000];

/**
 * Hears of a channel (LISTEN) on a connection of its own, which is made again where it was lost. What was said meanwhile is
 * not heard, so `wake` is called whenever it is there again, and nobody may rely on hearing anything.
 */
export function listenTo(url: string, channel: string, wake: () => void): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let client: Client | undefined;

  const hear = async () => {
    client = new Client({ connectionString: url, application_name: "wirefold", keepAlive: true });
    const { promise: lost, resolve } = Promise.withResolvers<void>();
    client.on("error", () => resolve());
    client.on("end", () => resolve());
    client.on("notification", wake);
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    wake();
    return lost;
  };
  const goOn = async () => {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      const heard = await hear().then(
        () => true,
        () => false,
      );
      if (heard) failures = 0;
      await client?.end().catch(() => undefined);
      const waitMs = waitsMs[Math.min(failures, waitsMs.length - 1)];
      await setTimeout(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = goOn();
  return {
    stop: async () => {
      stopping.abort();
      await client?.end().catch(() => undefined);
      await running;
    },
  };
}
