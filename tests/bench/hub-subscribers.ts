import { createServer } from "node:http";

/** Told to the benchmark when a round is over: when each delivery was complete, in ms since 1970. */
export type Round = Readonly<{ told: readonly Readonly<{ host: string; at: number; bytes: number }>[] }>;

/**
 * A process of subscribers: `node hub-subscribers.ts PORT HOSTS SLOW-MS`. On each of 127.0.0.1, 127.0.0.2 … it takes
 * deliveries; the first host answers after so many ms. A number that is sent to it says how many end a round.
 */
const [port = 0, hosts = 1, slowMs = 0] = process.argv.slice(2).map(Number);
let told: { host: string; at: number; bytes: number }[] = [];
let expected = Number.POSITIVE_INFINITY;

process.on("message", (count: number) => {
  told = [];
  expected = count;
});
for (let host = 1; host <= hosts; host++) {
  const name = `127.0.0.${host}`;
  createServer((request, response) => {
    let bytes = 0;
    request.on("data", (chunk: Buffer) => void (bytes += chunk.length));
    request.on("end", () => {
      told.push({ host: name, at: performance.timeOrigin + performance.now(), bytes });
      if (told.length === expected) process.send?.({ told } satisfies Round);
      setTimeout(() => response.writeHead(204).end(), host === 1 ? slowMs : 0);
    });
  }).listen(port, name, () => void (host === hosts && process.send?.("ready")));
}
